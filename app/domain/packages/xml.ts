/** XML to plain data, with the dangerous parts refused: no DOCTYPE, bounded size, depth and count. */
import { SaxesParser } from "saxes";
import { type DomainError, invalid } from "~/domain/kernel/errors";
import type { XmlNode } from "./schema";

/** `name` is of namespaces and of names, which are written out with every element; `text` of one element or attribute. */
const LIMITS = { depth: 64, elements: 50_000, attributes: 100_000, name: 1000, text: 64_000 };

/**
 * Parses one document. Throws invalid: xml_doctype, xml_malformed (with the line), xml_too_deep, xml_too_many,
 * xml_text_too_long.
 */
export function parseXml(text: string, file: string): XmlNode {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const root: XmlNode = { name: "", attributes: {}, children: [], text: "" };
  const stack = [root];
  let elements = 0;
  let attributeCount = 0;
  const refuse = (reason: string, subject?: string): DomainError =>
    invalid(reason, { file, line: parser.line, subject });
  const bound = (length: number, limit: number) => {
    if (length > limit) throw refuse("xml_text_too_long");
  };
  parser.on("doctype", () => {
    throw refuse("xml_doctype");
  });
  parser.on("opentag", (tag) => {
    elements += 1;
    if (elements > LIMITS.elements) throw refuse("xml_too_many");
    if (stack.length > LIMITS.depth) throw refuse("xml_too_deep");
    bound(tag.uri.length + tag.local.length, LIMITS.name);
    const attributes: Record<string, string> = {};
    for (const attribute of Object.values(tag.attributes)) {
      attributeCount += 1;
      if (attributeCount > LIMITS.attributes) throw refuse("xml_too_many");
      bound(attribute.uri.length + attribute.local.length, LIMITS.name);
      bound(attribute.value.length, LIMITS.text);
      attributes[expanded(attribute.uri, attribute.local)] = attribute.value;
    }
    const node: XmlNode = {
      name: expanded(tag.uri, tag.local),
      attributes,
      children: [],
      text: "",
    };
    stack.at(-1)?.children.push(node);
    stack.push(node);
  });
  const append = (value: string) => {
    const node = stack.at(-1);
    if (!node) return;
    node.text += value;
    bound(node.text.length, LIMITS.text);
  };
  parser.on("text", append);
  parser.on("cdata", append);
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

/**
 * Decodes the manifest's bytes: UTF-8 or UTF-16 by their marks or by how they begin, else what the declaration says, else UTF-8,
 * else the code page that Western programs write when they mean it. Throws invalid/xml_encoding.
 */
export function decodeXml(bytes: Buffer, file: string): string {
  const start = bytes.subarray(0, 4).toString("hex");
  if (start === "fffe0000" || start === "0000feff" || start === "0000003c" || start === "3c000000")
    throw invalid("xml_encoding", { file, subject: "UTF-32" });
  if (start.startsWith("fffe") || start === "3c003f00") return decoded("utf-16le", bytes);
  if (start.startsWith("feff") || start === "003c003f") return decoded("utf-16be", bytes);
  const declared =
    /^(?:\u00ef\u00bb\u00bf)?\s*<\?xml[^>]*encoding=["']([\w.:-]+)["']/.exec(
      bytes.subarray(0, 200).toString("latin1"),
    )?.[1] ?? "utf-8";
  // a declaration that can be read byte by byte is not in UTF-16, whatever it says
  const label = /utf-?8|utf-?16|ucs-?2|unicode/i.test(declared) ? "utf-8" : declared;
  return (
    attempt(() => decoded(label, bytes, true)) ??
    attempt(() => decoded("utf-8", bytes, true)) ??
    (label === "utf-8" ? decoded("windows-1252", bytes) : null) ??
    refuseEncoding(file, declared)
  );
}

const decoded = (label: string, bytes: Buffer, fatal = false) =>
  new TextDecoder(label, { fatal }).decode(bytes);

function attempt(decode: () => string): string | null {
  try {
    return decode();
  } catch {
    return null;
  }
}

function refuseEncoding(file: string, subject: string): never {
  throw invalid("xml_encoding", { file, subject });
}
