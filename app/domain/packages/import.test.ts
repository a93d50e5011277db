import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { DomainError } from "~/domain/kernel/errors";
import { forgetEnvironment } from "~/platform/env.server";
import {
  havePackages,
  manifestsIn,
  packagePath,
  packagesIn,
} from "../../../tests/setup/real-packages";
import { openArchive, readWhole } from "./archive.server";
import { importArchive } from "./import.server";
import { readManifest } from "./manifest";
import { assertSaneManifest } from "./manifest-sanity";
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

  it.each(manifestsIn("adl-2004-4th/cases"))("the manifest of %s is sane", (name) => {
    const bytes = readFileSync(packagePath(`adl-2004-4th/cases/${name}`));
    assertSaneManifest(parseXml(decodeXml(bytes, name), name));
  });

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
  const root = parseXml(text, "imsmanifest.xml");
  assertSaneManifest(root);
  const named = [...text.matchAll(/href="([^"]+)"/g)].map(([, href = ""]) => href);
  return readManifest(root, new Set(named));
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
