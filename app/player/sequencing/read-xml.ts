/** Reading elements of the sequencing namespaces, whatever year their address carries. */
import type { XmlNode } from "~/domain/packages/schema";

type Namespace = "imsss" | "adlseq" | "adlcp" | "adlnav";
type Parent = Pick<XmlNode, "children"> | undefined;

/** The children of one namespace and name. */
export const childrenOf = (parent: Parent, namespace: Namespace, name: string): XmlNode[] =>
  (parent?.children ?? []).filter((child) => {
    const end = child.name.indexOf("}");
    return child.name.slice(end + 1) === name && child.name.slice(0, end).includes(namespace);
  });

/** The last child of one namespace and name: an item's own comes after what it refers to. */
export const childOf = (parent: Parent, namespace: Namespace, name: string): XmlNode | undefined =>
  childrenOf(parent, namespace, name).at(-1);

/** An attribute with its blanks collapsed, as XML Schema has it for ID and anyURI; null for none. */
export function text(element: XmlNode | undefined, name: string): string | null {
  const found = Object.entries(element?.attributes ?? {}).find(
    ([key]) => key.slice(key.indexOf("}") + 1) === name,
  );
  return found ? collapse(found[1]) : null;
}

export const collapse = (value: string): string => value.trim().replace(/\s+/g, " ");

export const flag = (element: XmlNode | undefined, name: string, otherwise: boolean): boolean => {
  const value = text(element, name);
  if (value === null) return otherwise;
  return value === "true" || value === "1"
    ? true
    : value === "false" || value === "0"
      ? false
      : otherwise;
};

/** A number; what is none counts as not written. */
export function number<Otherwise extends number | null>(
  element: XmlNode | undefined,
  name: string,
  otherwise: Otherwise,
): number | Otherwise {
  const value = text(element, name);
  return value === null || value === "" || Number.isNaN(Number(value)) ? otherwise : Number(value);
}

/** One of the words of a vocabulary; what is none counts as not written. */
export function word<Word extends string>(
  element: XmlNode | undefined,
  name: string,
  words: readonly Word[],
  otherwise: Word,
): Word {
  const value = text(element, name);
  return words.find((known) => known === value) ?? otherwise;
}
