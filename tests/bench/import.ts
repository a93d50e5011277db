/** Importing 5 MB and 500 MB: the memory it takes must not follow the size, the time only the bytes. */
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";

const MANIFEST = `<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"><organizations default="o"><organization identifier="o"><title>T</title><item identifier="i" identifierref="r"><title>A</title></item></organization></organizations><resources><resource identifier="r" type="webcontent" href="index.html"/></resources></manifest>`;
const PART = 2 * 1024 * 1024;

type Took = { seconds: number; megabytes: number };

async function makeArchive(path: string, megabytes: number): Promise<void> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(MANIFEST), "imsmanifest.xml");
  zip.addBuffer(Buffer.from("<p>x</p>"), "index.html");
  const part = randomBytes(PART);
  for (let number = 0; number * 2 < megabytes; number++) {
    part.writeUInt32LE(number);
    zip.addBuffer(Buffer.from(part), `media/${number}.mp4`, { compressionLevel: 1 });
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

function once(kind: "import" | "raw", path: string, folder: string): Took {
  const result = spawnSync(
    process.execPath,
    ["--import", "tsx", "tests/bench/import-once.ts", kind, path],
    {
      env: { ...process.env, DATA_DIR: join(folder, "data"), TMPDIR: folder },
      encoding: "utf8",
    },
  );
  if (result.status !== 0) throw new Error(result.stderr);
  rmSync(join(folder, "data"), { recursive: true, force: true });
  return JSON.parse(result.stdout) as Took;
}

export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "breakwater-bench-import-"));
  try {
    const took: Record<number, Took> = {};
    for (const megabytes of [5, 500]) {
      const path = join(folder, `${megabytes}.zip`);
      await makeArchive(path, megabytes);
      const raw = once("raw", path, folder);
      const own = once("import", path, folder);
      took[megabytes] = own;
      console.log(
        `  ${String(megabytes).padStart(3)} MB: ${own.seconds.toFixed(2)} s, peak ${own.megabytes.toFixed(0)} MiB; inflate, hash and write alone ${raw.seconds.toFixed(2)} s (ratio ${(own.seconds / raw.seconds).toFixed(2)})`,
      );
      rmSync(path);
    }
    const more = (took[500]?.megabytes ?? 0) - (took[5]?.megabytes ?? 0);
    console.log(`  500 MB takes ${more.toFixed(0)} MiB more memory than 5 MB (bound 32)`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
