import { createWriteStream, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { DomainError } from "~/domain/kernel/errors";
import { forgetEnvironment } from "~/platform/env.server";
import { havePackages, packagePath, packagesIn } from "../../../tests/setup/real-packages";
import { openArchive, readWhole } from "./archive.server";
import { importArchive } from "./import.server";
import { readManifest } from "./manifest";
import { launchable, type Manifest } from "./schema";
import { decodeXml, parseXml } from "./xml";

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

/** Every file of the folder, and the refusal of it: a package whose first lesson is not in the zip cannot be played. */
const EDGE_CASES: Record<string, string> = {
  scorm12_ComplexNestedOrganization_SCORM12: "launch_not_in_package",
  scorm12_InvalidFileReferences_SCORM12: "launch_not_in_package",
  scorm12_ItemWithNonExistentResourceId_SCORM12: "resource_unknown",
  scorm12_LaunchUrlFromNestedItem_SCORM12: "accepted",
  scorm12_MalformedXml_SCORM12: "xml_malformed",
  scorm12_MissingLaunchUrl_SCORM12: "launch_missing",
  scorm12_MissingRequiredFields_SCORM12: "launch_not_in_package",
  scorm12_MultipleItemsWithIdentifierRef_SCORM12: "accepted",
  scorm12_PrerequisitesTest_SCORM12: "accepted",
  scorm2004_AdlAttributes_SCORM20043rdEdition: "launch_not_in_package",
  scorm2004_ContentPackagingNoSchemaVersion_SCORM20042ndEdition: "launch_not_in_package",
  scorm2004_InvalidMissingOrgIdentifier_SCORM20043rdEdition: "launch_not_in_package",
  scorm2004_MinimalValid_SCORM20043rdEdition: "launch_not_in_package",
};

/** Those that are manifests alone: what the manifest itself says. */
const MANIFESTS_ALONE = Object.entries({
  scorm12_ComplexNestedOrganization_SCORM12: {
    standard: "1.2",
    edition: "1.2",
    title: "Complex Nested Organization Test",
    rules: [],
    lessons: 11,
  },
  scorm12_MissingRequiredFields_SCORM12: {
    standard: "1.2",
    edition: "1.2",
    title: "Test Item",
    rules: [],
    lessons: 1,
  },
  scorm2004_AdlAttributes_SCORM20043rdEdition: {
    standard: "2004",
    edition: "3",
    title: "ADL Attributes Example",
    rules: [],
    lessons: 1,
  },
  scorm2004_ContentPackagingNoSchemaVersion_SCORM20042ndEdition: {
    standard: "2004",
    edition: "3",
    title: "Minimal 2nd Edition No SchemaVersion",
    rules: [],
    lessons: 1,
  },
  scorm2004_InvalidMissingOrgIdentifier_SCORM20043rdEdition: {
    standard: "2004",
    edition: "3",
    title: "Minimal Course",
    rules: ["organization_unnamed"],
    lessons: 1,
  },
  scorm2004_MinimalValid_SCORM20043rdEdition: {
    standard: "2004",
    edition: "3",
    title: "Minimal Course",
    rules: [],
    lessons: 1,
  },
});

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

  it.each(packagesIn("parser-edge-cases"))(
    "parser-edge-cases/%s → what is said of it",
    async (name) => {
      const said = EDGE_CASES[name.replace(/\.zip$/, "")];
      expect(await refusal(packagePath(`parser-edge-cases/${name}`))).toBe(said);
    },
  );

  it.each(MANIFESTS_ALONE)(
    "parser-edge-cases/%s, were its files there, is read",
    async (name, expected) => {
      const manifest = await manifestWithItsFiles(packagePath(`parser-edge-cases/${name}.zip`));
      const { standard, edition, title, warnings } = manifest;
      const rules = warnings.map(({ rule }) => rule);
      const lessons = launchable(manifest.organizations[0]?.activities ?? []).length;
      expect({ standard, edition, title, rules, lessons }).toEqual(expected);
    },
  );

  it.each(packagesIn("zip-corpus"))("zip-corpus/%s behaves as its name says", async (name) => {
    const outcome = await drain(packagePath(`zip-corpus/${name}`));
    if (name.startsWith("failure__") || name === "zip-slip.zip") expect(outcome).not.toBe("read");
    else if (/encryption/.test(name)) expect(outcome).toBe("encrypted");
    else if (/bogus-compression/.test(name)) expect(outcome).toBe("compression_unknown");
    else expect(outcome).toBe("read");
  });
});

/** The manifest of an archive that holds nothing else, read as if every file it speaks of were there. */
async function manifestWithItsFiles(path: string): Promise<Manifest> {
  const archive = await openArchive(path);
  const file = archive.files.find((candidate) => candidate.path === "imsmanifest.xml");
  if (!file) throw new Error(`${path} has no manifest`);
  const text = decodeXml(await readWhole(file, 1_000_000), "imsmanifest.xml");
  await archive.close();
  const named = [...text.matchAll(/href="([^"]+)"/g)].map(([, href = ""]) => href);
  return readManifest(parseXml(text, "imsmanifest.xml"), new Set(named));
}

async function drain(path: string): Promise<string> {
  try {
    const archive = await openArchive(path);
    for (const file of archive.files) for await (const _ of await file.open()) void _;
    await archive.close();
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
          "imsmanifest.xml": MANIFEST.replace("index.html", "//example.org/index.html"),
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
