import { existsSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { conflict } from "~/domain/kernel/errors";
import { forgetEnvironment } from "~/platform/env.server";
import { writePackage } from "../../../tests/fixtures/package";
import { importArchive } from "./import.server";
import type { ImportProgress } from "./upload";

const MANIFEST = `<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"><organizations default="o"><organization identifier="o"><title>T</title><item identifier="i" identifierref="r"><title>A</title></item></organization></organizations><resources><resource identifier="r" type="webcontent" href="index.html"/></resources></manifest>`;
const folder = mkdtempSync(join(tmpdir(), "breakwater-progress-"));
const film = Array.from({ length: 400_000 }, (_value, index) => index * 7919).join(" ");
const total = MANIFEST.length + film.length + 1;

beforeAll(() => {
  process.env.DATA_DIR = folder;
  forgetEnvironment();
});

const aPackage = () =>
  writePackage("film", { "imsmanifest.xml": MANIFEST, "index.html": "x", "film.mp4": film });
const kept = () => {
  const objects = join(folder, "storage", "objects");
  return existsSync(objects) ? readdirSync(objects, { recursive: true }).length : 0;
};

it("an import called off in the middle of a large file keeps nothing", async () => {
  const watch = async ({ bytes = 0 }: ImportProgress) => {
    if (bytes > film.length / 2 && bytes < film.length) throw conflict("import_cancelled");
  };
  await expect(importArchive(await aPackage(), watch)).rejects.toMatchObject({
    details: { reason: "import_cancelled" },
  });
  expect(kept()).toBe(0);
  expect(readdirSync(join(folder, "storage", "incoming"))).toEqual([]);
});

it("tells how far it is, also within one file, and ends with everything", async () => {
  const seen: ImportProgress[] = [];
  await importArchive(await aPackage(), async (progress) => void seen.push(progress));
  const bytes = seen.flatMap((progress) => progress.bytes ?? []);
  expect(bytes.length).toBeGreaterThan(20);
  expect(bytes).toEqual([...bytes].sort((a, b) => a - b));
  expect(seen.at(-2)).toEqual({
    ...{ phase: "unpacking", files: 3, filesTotal: 3, bytes: total, bytesTotal: total },
  });
  expect(seen.at(-1)).toEqual({ phase: "publishing" });
});
