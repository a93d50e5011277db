/** A process of its own, so that its memory is its own: imports the archive, or only inflates, hashes and writes it, and says what that took. */
import { createHash } from "node:crypto";
import { createWriteStream, existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { PassThrough, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Entry, open, type ZipFile } from "yauzl";
import { importArchive } from "~/domain/packages/import.server";

const [kind = "", path = ""] = process.argv.slice(2);

const opened = (): Promise<ZipFile> =>
  new Promise((resolve, reject) =>
    open(path, { lazyEntries: true }, (error, zip) => (zip ? resolve(zip) : reject(error))),
  );

const stream = (zip: ZipFile, entry: Entry): Promise<Readable> =>
  new Promise((resolve, reject) =>
    zip.openReadStream(entry, (error, source) => (source ? resolve(source) : reject(error))),
  );

/** What no import can do without. */
async function raw(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "breakwater-raw-"));
  const zip = await opened();
  let number = 0;
  await new Promise<void>((resolve, reject) => {
    zip.on("end", resolve);
    zip.on("error", reject);
    zip.on("entry", async (entry: Entry) => {
      const hash = createHash("sha256");
      const meter = new PassThrough();
      meter.on("data", (chunk: Buffer) => hash.update(chunk));
      number += 1;
      const target = createWriteStream(join(folder, String(number)));
      await pipeline(await stream(zip, entry), meter, target);
      hash.digest();
      zip.readEntry();
    });
    zip.readEntry();
  });
}

/** In kB. The kernel's maxRSS would count what the parent had at the fork. */
function peak(): number {
  const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "";
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS);
}

const begun = performance.now();
await (kind === "raw" ? raw() : importArchive(path));
console.log(
  JSON.stringify({
    seconds: (performance.now() - begun) / 1000,
    megabytes: peak() / 1024,
  }),
);
