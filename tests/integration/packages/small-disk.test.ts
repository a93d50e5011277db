/** A disk that fills up in the middle of an upload or an import, for real: a file system of eight megabytes. */
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createWriteStream, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { expect, it } from "vitest";
import { ZipFile } from "yazl";

const MANIFEST = `<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"><organizations default="o"><organization identifier="o"><title>T</title><item identifier="i" identifierref="r"><title>A</title></item></organization></organizations><resources><resource identifier="r" type="webcontent" href="index.html"/></resources></manifest>`;

const folder = mkdtempSync(join(tmpdir(), "breakwater-small-disk-"));
const disk = join(folder, "disk");
mkdirSync(disk);

/** Runs a command with a small disk mounted for it alone. */
const onSmallDisk = (command: string[]) =>
  spawnSync(
    "unshare",
    [
      ...["--user", "--map-root-user", "--mount", "sh", "-c"],
      ...['mount -t tmpfs -o size=8m small "$0" && exec "$@"', disk, ...command],
    ],
    { encoding: "utf8", env: { ...process.env, DATA_DIR: disk } },
  );

const canMount = onSmallDisk(["true"]).status === 0;
if (!canMount)
  console.warn("Skipped: this system does not let a test mount a small disk (unshare, tmpfs).");

async function packageOf(name: string, megabytes: number): Promise<string> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(MANIFEST), "imsmanifest.xml");
  zip.addBuffer(Buffer.from("<p>x</p>"), "index.html");
  for (let part = 0; part < megabytes; part++)
    zip.addBuffer(randomBytes(1024 * 1024), `media/${part}.bin`);
  zip.end();
  const path = join(folder, name);
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
}

it.skipIf(!canMount)(
  "a package larger than the disk's rest is refused in words, and nothing that was there is lost",
  {
    timeout: 60_000,
  },
  async () => {
    const small = await packageOf("small.zip", 1);
    const large = await packageOf("large.zip", 20);
    const { stdout, stderr } = onSmallDisk([
      ...[process.execPath, "--import", "tsx", "tests/integration/packages/on-small-disk.ts"],
      ...[small, large],
    ]);
    expect(stdout ? JSON.parse(stdout) : stderr).toEqual({
      first: "accepted",
      uploaded: "unavailable storage_full",
      imported: "unavailable storage_full",
      inPieces: { ended: "unavailable storage_full", kept: true },
      lost: [],
      halfWritten: [],
      again: "accepted",
    });
  },
);
