import { createWriteStream, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { DomainError } from "~/domain/kernel/errors";
import { forgetEnvironment } from "~/platform/env.server";
import { havePackages, packagePath, packagesIn } from "../../../tests/setup/real-packages";
import { openArchive } from "./archive.server";
import { importArchive } from "./import.server";
import { launchable } from "./schema";

const folder = mkdtempSync(join(tmpdir(), "breakwater-import-"));

beforeAll(() => {
  process.env.DATA_DIR = folder;
  forgetEnvironment();
});

async function refusal(path: string): Promise<string> {
  try {
    await importArchive(path);
    return "accepted";
  } catch (error) {
    if (error instanceof DomainError) return error.details.reason;
    throw error;
  }
}

const MANIFEST = `<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"><organizations default="o"><organization identifier="o"><title>T</title><item identifier="i" identifierref="r"><title>A</title></item></organization></organizations><resources><resource identifier="r" type="webcontent" href="index.html"/></resources></manifest>`;

async function zip(
  name: string,
  entries: Record<string, string | Buffer>,
  change?: (bytes: Buffer) => Buffer,
  mode?: number,
): Promise<string> {
  const file = new ZipFile();
  for (const [path, content] of Object.entries(entries))
    file.addBuffer(Buffer.from(content), path, mode ? { mode } : undefined);
  file.end();
  const target = join(folder, `${name}.zip`);
  await pipeline(file.outputStream, createWriteStream(target));
  if (change) {
    const { readFileSync, writeFileSync } = await import("node:fs");
    writeFileSync(target, change(readFileSync(target)));
  }
  return target;
}

/** Renames an entry in both headers to one of the same length, as no honest packer would. */
const renamed = (from: string, to: string) => (bytes: Buffer) =>
  Buffer.from(bytes.toString("latin1").replaceAll(from, to), "latin1");

describe.skipIf(!havePackages)("packages from other makers", () => {
  it.each(packagesIn("golf"))("golf/%s is imported with something to launch", async (name) => {
    const { manifest, files } = await importArchive(packagePath(`golf/${name}`));
    expect(launchable(manifest.organizations[0]?.activities ?? []).length).toBeGreaterThan(0);
    expect(files.length).toBeGreaterThan(3);
    expect(manifest.standard).toBe(name.includes("2004") ? "2004" : "1.2");
  });

  it.each([
    ["singlescobasic.zip", "accepted"],
    ["singlesco_scorm12.zip", "accepted"],
    ["RuntimeMinimumCalls_SCORM12-mini.zip", "accepted"],
    ["complexscorm.zip", "accepted"],
    ["badscorm.zip", "manifest_in_folder"],
    ["invalid.zip", "no_manifest"],
    ["validscorm.zip", "xml_malformed"],
    ["singlescobasic_missingorg.zip", "no_organization"],
  ])("moodle/%s → %s", async (name, expected) => {
    expect(await refusal(packagePath(`moodle/${name}`))).toBe(expected);
  });

  it.each([
    ["scorm12_MalformedXml_SCORM12.zip", "xml_malformed"],
    ["scorm12_ItemWithNonExistentResourceId_SCORM12.zip", "resource_unknown"],
    ["scorm12_MissingLaunchUrl_SCORM12.zip", "launch_missing"],
  ])("parser-edge-cases/%s → %s", async (name, expected) => {
    expect(await refusal(packagePath(`parser-edge-cases/${name}`))).toBe(expected);
  });

  it.each(packagesIn("zip-corpus"))("zip-corpus/%s behaves as its name says", async (name) => {
    const outcome = await drain(packagePath(`zip-corpus/${name}`));
    if (name.startsWith("failure__") || name === "zip-slip.zip") expect(outcome).not.toBe("read");
    else if (/encryption/.test(name)) expect(outcome).toBe("encrypted");
    else if (/bogus-compression/.test(name))
      expect(["read", "compression_unknown"]).toContain(outcome);
    else expect(outcome).toBe("read");
  });
});

async function drain(path: string): Promise<string> {
  try {
    const archive = await openArchive(path);
    for (const file of archive.files) for await (const _ of await file.open()) void _;
    archive.close();
    return "read";
  } catch (error) {
    if (error instanceof DomainError) return error.details.reason;
    throw error;
  }
}

describe("hostile archives", () => {
  const page = { "index.html": "<p>x</p>" };
  it("refuses a path that climbs out", async () => {
    const path = await zip(
      "slip",
      { "imsmanifest.xml": MANIFEST, ...page, "aaaa/evil.html": "x" },
      renamed("aaaa/evil.html", "../../evil.htm"),
    );
    expect(await refusal(path)).toBe("name_escapes");
  });
  it("refuses a bomb by its ratio", async () => {
    expect(
      await refusal(
        await zip("bomb", {
          "imsmanifest.xml": MANIFEST,
          ...page,
          "zeros.bin": Buffer.alloc(20 * 1024 * 1024),
        }),
      ),
    ).toBe("bomb");
  });
  it("refuses a symbolic link", async () => {
    expect(
      await refusal(
        await zip("link", { "imsmanifest.xml": MANIFEST, ...page }, undefined, 0o120777),
      ),
    ).toBe("symlink");
  });
  it("refuses two names that one file system takes for the same", async () => {
    expect(
      await refusal(
        await zip("twins", { "imsmanifest.xml": MANIFEST, ...page, "INDEX.HTML": "y" }),
      ),
    ).toBe("name_twice");
  });
  it("refuses a document type declaration", async () => {
    expect(
      await refusal(
        await zip("doctype", {
          "imsmanifest.xml": `<!DOCTYPE m [<!ENTITY a "b">]>${MANIFEST}`,
          ...page,
        }),
      ),
    ).toBe("xml_doctype");
  });
  it("refuses our own reserved folder", async () => {
    expect(
      await refusal(
        await zip("reserved", { "imsmanifest.xml": MANIFEST, ...page, "_bw/shell.js": "x" }),
      ),
    ).toBe("name_reserved");
  });
  it("refuses a launch address outside the package", async () => {
    expect(
      await refusal(
        await zip("outside", {
          "imsmanifest.xml": MANIFEST.replace("index.html", "javascript:alert(1)"),
          ...page,
        }),
      ),
    ).toBe("launch_outside");
  });
  it("refuses a truncated archive and a file that is none", async () => {
    expect(
      await refusal(
        await zip("short", { "imsmanifest.xml": MANIFEST, ...page }, (bytes) =>
          bytes.subarray(0, bytes.length - 40),
        ),
      ),
    ).toBe("not_a_zip");
    expect(await refusal(await zip("text", page, () => Buffer.from("hello")))).toBe("not_a_zip");
  });
  it("accepts the same manifest when nothing is wrong with it", async () => {
    expect(await refusal(await zip("good", { "imsmanifest.xml": MANIFEST, ...page }))).toBe(
      "accepted",
    );
  });
});
