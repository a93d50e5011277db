import { existsSync, mkdirSync, mkdtempSync, readdirSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { beforeAll, expect, it } from "vitest";
import { forgetEnvironment } from "~/platform/env.server";
import { openObject, putObjects, removeAbandoned } from "~/platform/storage/storage.server";

const folder = mkdtempSync(join(tmpdir(), "breakwater-storage-"));
const incoming = join(folder, "storage", "incoming");

beforeAll(() => {
  process.env.DATA_DIR = folder;
  forgetEnvironment();
});

const objects = () =>
  existsSync(join(folder, "storage", "objects"))
    ? readdirSync(join(folder, "storage", "objects"), { recursive: true }).length
    : 0;

it("what is stored together is there together, also when two are the same", async () => {
  const [one, two] = await putObjects(async (stage) => [
    await stage(Readable.from([Buffer.from("same")])),
    await stage(Readable.from([Buffer.from("same")])),
  ]);
  expect(one).toEqual(two);
  expect((await buffer(openObject(one?.sha256 ?? ""))).toString()).toBe("same");
  expect(readdirSync(incoming)).toEqual([]);
});

it("when one is refused, none of them is kept, and what was there stays", async () => {
  const before = objects();
  const broken = new Readable({
    read() {
      this.destroy(new Error("torn"));
    },
  });
  const work = putObjects(async (stage) => {
    await stage(Readable.from([Buffer.from("whole")]));
    await stage(broken);
  });
  await expect(work).rejects.toThrow("torn");
  expect(objects()).toBe(before);
  expect(readdirSync(incoming)).toEqual([]);
});

it("what a killed process was receiving is removed after a day, and nothing younger", async () => {
  mkdirSync(join(incoming, "old"), { recursive: true });
  mkdirSync(join(incoming, "young"));
  const longAgo = Date.now() / 1000 - 2 * 86_400;
  utimesSync(join(incoming, "old"), longAgo, longAgo);
  await removeAbandoned();
  expect(readdirSync(incoming)).toEqual(["young"]);
});
