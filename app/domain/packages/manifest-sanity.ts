/**
 * What no honest manifest contains, whatever its standard: addresses that are programs, names used twice, and sequencing that
 * nobody could follow. Checked over the whole document before its meaning is read, so that reading it is cheap.
 */
import { invalid } from "~/domain/kernel/errors";
import { attribute, childrenOf } from "./manifest-elements";
import type { XmlNode } from "./schema";
import { assertSaneSequencing } from "./sequencing-sanity";
import { localName } from "./xml";

const FILE = "imsmanifest.xml";
const LIMITS = { items: 5000, identifier: 500 };

/** Throws invalid: address_is_program, too_many_items, identifier_too_long, item_twice, resource_twice, and what sequencing breaks. */
export function assertSaneManifest(root: XmlNode): void {
  const elements = everyElement(root);
  for (const element of elements) assertSaneAddresses(element);
  const items = elements.filter((element) => localName(element.name) === "item");
  if (items.length > LIMITS.items) throw invalid("too_many_items", { file: FILE });
  for (const list of childrenOf(root, "organizations"))
    for (const organization of childrenOf(list, "organization")) assertDistinctItems(organization);
  assertDistinctResources(root, items);
  assertSaneSequencing(root, elements);
}

/** The element and all below it; without recursion, as a document may be deep. */
function everyElement(root: XmlNode): XmlNode[] {
  const found = [root];
  for (let at = 0; at < found.length; at += 1)
    for (const child of found[at]?.children ?? []) found.push(child);
  return found;
}

const ADDRESSES = new Set(["href", "base", "parameters"]);

/** As a browser reads it: tabs and line ends left out, blanks before it too. */
function assertSaneAddresses(element: XmlNode): void {
  for (const [name, value] of Object.entries(element.attributes)) {
    if (!ADDRESSES.has(localName(name))) continue;
    const read = value.replace(/[\t\n\r]/g, "").trimStart();
    if (/^(javascript|vbscript|data|blob):/i.test(read))
      throw invalid("address_is_program", { file: FILE, subject: value.slice(0, 200) });
  }
}

function assertDistinctItems(organization: XmlNode): void {
  const seen = new Set<string>();
  for (const element of everyElement(organization)) {
    if (localName(element.name) !== "item") continue;
    const identifier = attribute(element, "identifier");
    if (identifier === undefined) continue;
    const subject = identifier.slice(0, 100);
    if (identifier.length > LIMITS.identifier)
      throw invalid("identifier_too_long", { file: FILE, subject });
    if (seen.has(identifier)) throw invalid("item_twice", { file: FILE, subject });
    seen.add(identifier);
  }
}

/** Two resources of one identifier are two answers to what an item launches; unused ones, or equal ones, are merely untidy. */
function assertDistinctResources(root: XmlNode, items: XmlNode[]): void {
  const used = new Set(items.map((item) => attribute(item, "identifierref")));
  const addresses = new Map<string, string>();
  for (const resource of childrenOf(root, "resources").flatMap((list) =>
    childrenOf(list, "resource"),
  )) {
    const identifier = attribute(resource, "identifier") ?? "";
    const address = `${attribute(resource, "base") ?? ""} ${attribute(resource, "href") ?? ""}`;
    const before = addresses.get(identifier);
    if (before !== undefined && before !== address && used.has(identifier))
      throw invalid("resource_twice", { file: FILE, subject: identifier.slice(0, 100) });
    addresses.set(identifier, address);
  }
}
