/** XML to plain data, with the dangerous parts refused: no DOCTYPE, bounded size, depth and count. */
import { SaxesParser } from "saxes";
import { type DomainError, invalid } from "~/domain/kernel/errors";
import type { XmlNode } from "./schema";

const LIMITS = { depth: 64, elements: 50_000 };

/** Parses one document. Throws invalid: xml_doctype, xml_malformed (with the line), xml_too_deep, xml_too_many. */
export function parseXml(text: string, file: string): XmlNode {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const root: XmlNode = { name: "", attributes: {}, children: [], text: "" };
  const stack = [root];
  let elements = 0;
  const refuse = (reason: string, subject?: string): DomainError =>
    invalid(reason, { file, line: parser.line, subject });
  parser.on("doctype", () => {
    throw refuse("xml_doctype");
  });
  parser.on("opentag", (tag) => {
    elements += 1;
    if (elements > LIMITS.elements) throw refuse("xml_too_many");
    if (stack.length > LIMITS.depth) throw refuse("xml_too_deep");
    const attributes: Record<string, string> = {};
    for (const attribute of Object.values(tag.attributes))
      attributes[expanded(attribute.uri, attribute.local)] = attribute.value;
    const node: XmlNode = {
      name: expanded(tag.uri, tag.local),
      attributes,
      children: [],
      text: "",
    };
    stack.at(-1)?.children.push(node);
    stack.push(node);
  });
  parser.on("text", (value) => {
    const node = stack.at(-1);
    if (node) node.text += value;
  });
  parser.on("cdata", (value) => {
    const node = stack.at(-1);
    if (node) node.text += value;
  });
  parser.on("closetag", () => {
    stack.pop();
  });
  parser.on("error", (error) => {
    throw refuse("xml_malformed", error.message);
  });
  parser.write(text.replace(/^\uFEFF/, "")).close();
  const document = root.children[0];
  if (!document) throw refuse("xml_malformed", "no root element");
  return document;
}

const expanded = (uri: string, local: string) => (uri ? `{${uri}}${local}` : local);

/** The local part of an expanded name. */
export const localName = (name: string): string => name.slice(name.indexOf("}") + 1);

/** Decodes the manifest's bytes: UTF-8 or UTF-16 by mark, else what the declaration says, else UTF-8. */
export function decodeXml(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const declared =
    /^<\?xml[^>]*encoding=["']([\w.-]+)["']/.exec(bytes.subarray(0, 200).toString("latin1"))?.[1] ??
    "utf-8";
  try {
    return new TextDecoder(declared).decode(bytes);
  } catch {
    return new TextDecoder("utf-8").decode(bytes);
  }
}
