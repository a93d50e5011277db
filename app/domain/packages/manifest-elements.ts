/** Reading single elements of a manifest. Elements and attributes are matched by local name: real packages mix namespaces. */
import type { XmlNode } from "./schema";
import { localName } from "./xml";

export const childrenOf = (node: XmlNode, name: string): XmlNode[] =>
  node.children.filter((child) => localName(child.name) === name);

export const childOf = (node: XmlNode, name: string): XmlNode | undefined =>
  childrenOf(node, name)[0];

export const textOf = (node: XmlNode | undefined): string => node?.text ?? "";

/** An attribute, without the blanks that XML Schema's ID, IDREF and anyURI allow around their values. */
export function attribute(node: XmlNode, name: string): string | undefined {
  const found = Object.entries(node.attributes).find(([key]) => localName(key) === name);
  return found?.[1].trim();
}

/** xml:base composes: manifest, resources, resource, href; each relative to the one before. Backslashes are someone's slashes. */
export function compose(base: string, path: string): string {
  if (!base || /^[a-z][a-z0-9+.-]*:|^\//i.test(path)) return clean(path);
  return clean(`${base.endsWith("/") ? base : `${base}/`}${path}`);
}

const clean = (path: string) =>
  path
    .replaceAll("\\", "/")
    .replace(/^(\.\/)+/, "")
    .replace(/\/\.\//g, "/");

/** SCORM 2004 CAM §3.4.1.9: parameters may begin with ?, & or #, or with nothing. */
export function withParameters(href: string, parameters: string): string {
  const given = parameters.trim().replace(/^[?&]+/, "");
  if (!given) return href;
  if (given.startsWith("#")) return href.includes("#") ? href : `${href}${given}`;
  const [path = "", fragment] = href.split("#");
  const joined = `${path}${path.includes("?") ? "&" : "?"}${given}`;
  return fragment === undefined ? joined : `${joined}#${fragment}`;
}
