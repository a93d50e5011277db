/**
 * imsmanifest.xml to an activity tree: SCORM 1.2 Content Aggregation Model §2.3; SCORM 2004 CAM §3.4 (2nd to 4th edition).
 * Refuses what cannot be launched; what is merely untidy becomes a warning.
 */
import { invalid } from "~/domain/kernel/errors";
import {
  attribute,
  childOf,
  childrenOf,
  compose,
  textOf,
  withParameters,
} from "./manifest-elements";
import {
  type Activity,
  everyActivity,
  launchable,
  type Manifest,
  type Organization,
  type Standard,
  type Warning,
  type XmlNode,
} from "./schema";

const FILE = "imsmanifest.xml";

type Resource = { identifier: string; href: string | null; scormType: string; base: string };
type Context = {
  standard: Standard;
  resources: Map<string, Resource>;
  collections: Map<string, XmlNode>;
  files: ReadonlySet<string>;
  warnings: Warning[];
};

/** Reads a parsed manifest against the archive's paths. Throws invalid with file, and the item or resource it is about. */
export function readManifest(root: XmlNode, files: ReadonlySet<string>): Manifest {
  const { standard, edition } = detectStandard(root);
  const organizationsElement = childOf(root, "organizations");
  const elements = organizationsElement ? childrenOf(organizationsElement, "organization") : [];
  if (elements.length === 0) throw invalid("no_organization", { file: FILE });
  const context: Context = {
    standard,
    resources: readResources(root),
    collections: readCollections(root),
    files,
    warnings: [],
  };
  const chosen = organizationsElement && attribute(organizationsElement, "default");
  const ordered = [...elements].sort(
    (a, b) =>
      Number(attribute(b, "identifier") === chosen) - Number(attribute(a, "identifier") === chosen),
  );
  const organizations = ordered.map((element) => readOrganization(element, context));
  const first = organizations[0];
  if (!first || everyActivity(first.activities).length === 0)
    throw invalid("no_items", { file: FILE });
  if (launchable(first.activities).length === 0) throw invalid("nothing_to_launch", { file: FILE });
  return {
    standard,
    edition,
    title: first.title || launchable(first.activities)[0]?.title || "",
    organizations,
    warnings: context.warnings,
  };
}

/** The schemaversion says which; without one, the namespaces do. */
function detectStandard(root: XmlNode): { standard: Standard; edition: string } {
  const metadata = childOf(root, "metadata");
  const version = textOf(metadata && childOf(metadata, "schemaversion")).trim();
  if (version === "1.2" || version === "1.1") return { standard: "1.2", edition: "1.2" };
  const edition = /(\d)(?:st|nd|rd|th) Edition/i.exec(version)?.[1];
  if (edition) return { standard: "2004", edition };
  if (/2004|1\.3/.test(version))
    return { standard: "2004", edition: /1\.3/.test(version) ? "2" : "3" };
  if (root.name.includes("imscp_v1p1")) return { standard: "2004", edition: "3" };
  return { standard: "1.2", edition: "1.2" };
}

function readResources(root: XmlNode): Map<string, Resource> {
  const resources = new Map<string, Resource>();
  const manifestBase = attribute(root, "base") ?? "";
  for (const list of childrenOf(root, "resources")) {
    const listBase = compose(manifestBase, attribute(list, "base") ?? "");
    for (const element of childrenOf(list, "resource")) {
      const identifier = attribute(element, "identifier") ?? "";
      const base = compose(listBase, attribute(element, "base") ?? "");
      const scormType = (
        attribute(element, "scormtype") ??
        attribute(element, "scormType") ??
        "asset"
      ).toLowerCase();
      resources.set(identifier, {
        identifier,
        href: attribute(element, "href") ?? null,
        scormType,
        base,
      });
    }
  }
  return resources;
}

/** imsss:sequencingCollection holds sequencing that items refer to by IDRef. */
function readCollections(root: XmlNode): Map<string, XmlNode> {
  const collections = new Map<string, XmlNode>();
  for (const collection of childrenOf(root, "sequencingCollection")) {
    for (const sequencing of childrenOf(collection, "sequencing"))
      collections.set(attribute(sequencing, "ID") ?? "", sequencing);
  }
  return collections;
}

function readOrganization(element: XmlNode, context: Context): Organization {
  const identifier = attribute(element, "identifier");
  if (!identifier)
    context.warnings.push({
      rule: "organization_unnamed",
      file: FILE,
      subject: textOf(childOf(element, "title")),
    });
  const activities = childrenOf(element, "item").map((item) => readItem(item, context));
  return {
    identifier: identifier ?? "organization",
    title: textOf(childOf(element, "title")).trim(),
    activities,
    sequencing: sequencingOf(element, context),
    objectivesGlobalToSystem: isGlobal(element, "objectivesGlobalToSystem"),
    sharedDataGlobalToSystem: isGlobal(element, "sharedDataGlobalToSystem"),
  };
}

const isGlobal = (organization: XmlNode, name: string) =>
  !["false", "0"].includes(attribute(organization, name) ?? "true");

function readItem(item: XmlNode, context: Context): Activity {
  const identifier = attribute(item, "identifier") ?? "";
  if (!identifier)
    throw invalid("item_unnamed", { file: FILE, subject: textOf(childOf(item, "title")).trim() });
  const children = childrenOf(item, "item").map((child) => readItem(child, context));
  const reference = attribute(item, "identifierref");
  const isCluster = context.standard === "2004" && children.length > 0;
  if (reference && isCluster)
    context.warnings.push({ rule: "cluster_with_content", file: FILE, subject: identifier });
  // CAM §3.4.1.8: in SCORM 2004 only a leaf is delivered
  const launch = reference && !isCluster ? resolveLaunch(item, reference, context) : null;
  if (!launch && children.length === 0)
    context.warnings.push({ rule: "item_without_content", file: FILE, subject: identifier });
  return {
    identifier,
    title: textOf(childOf(item, "title")).trim() || identifier,
    visible: attribute(item, "isvisible") !== "false",
    href: launch?.href ?? null,
    kind: launch ? launch.kind : "cluster",
    prerequisites: textOf(childOf(item, "prerequisites")).trim() || null,
    masteryScore: number(textOf(childOf(item, "masteryscore"))),
    maxTimeAllowed: textOf(childOf(item, "maxtimeallowed")).trim() || null,
    timeLimitAction:
      (
        textOf(childOf(item, "timelimitaction")) || textOf(childOf(item, "timeLimitAction"))
      ).trim() || null,
    launchData:
      textOf(childOf(item, "datafromlms")) || textOf(childOf(item, "dataFromLMS")) || null,
    completionThreshold: thresholdOf(childOf(item, "completionThreshold")),
    sequencing: sequencingOf(item, context),
    children,
  };
}

/** CAM §3.4.1.15: an attribute that counts when completion is by measure (4th edition), or the text alone (3rd edition). */
function thresholdOf(element: XmlNode | undefined): number | null {
  if (!element) return null;
  if (textOf(element).trim() !== "") return number(textOf(element));
  const isByMeasure = ["true", "1"].includes(attribute(element, "completedByMeasure") ?? "false");
  return isByMeasure ? (number(attribute(element, "minProgressMeasure") ?? "") ?? 1) : null;
}

const number = (text: string): number | null =>
  text.trim() === "" || Number.isNaN(Number(text)) ? null : Number(text);

/** The item's imsss and adl elements, a referred collection's first. */
function sequencingOf(element: XmlNode, context: Context): XmlNode[] {
  const own = element.children.filter((child) => /imsss|adlseq|adlnav|adlcp/.test(child.name));
  const references = own
    .map((child) => context.collections.get(attribute(child, "IDRef") ?? ""))
    .filter((found) => found !== undefined);
  return [...references, ...own];
}

function resolveLaunch(
  item: XmlNode,
  reference: string,
  context: Context,
): { href: string; kind: "sco" | "asset" } | null {
  const resource = context.resources.get(reference);
  const subject = attribute(item, "identifier") ?? reference;
  if (!resource)
    throw invalid("resource_unknown", { file: FILE, subject: `${subject} → ${reference}` });
  if (!resource.href) throw invalid("launch_missing", { file: FILE, subject: reference });
  const kind = resource.scormType === "sco" ? "sco" : "asset";
  const href = withParameters(
    compose(resource.base, resource.href),
    attribute(item, "parameters") ?? "",
  );
  if (/^[a-z][a-z0-9+.-]*:/i.test(href) || href.startsWith("//"))
    throw invalid("launch_outside", { file: FILE, subject: href.slice(0, 200) });
  const path = pathOf(href);
  if (path.split("/").includes("..") || path.startsWith("/"))
    throw invalid("launch_outside", { file: FILE, subject: href.slice(0, 200) });
  if (!context.files.has(path))
    throw invalid("launch_not_in_package", { file: FILE, subject: path.slice(0, 200) });
  return { href, kind };
}

/** The file of a launch address: without query and fragment, percent-decoded. */
function pathOf(href: string): string {
  const plain = href.split(/[?#]/)[0] ?? "";
  try {
    return decodeURIComponent(plain).normalize("NFC");
  } catch {
    return plain;
  }
}
