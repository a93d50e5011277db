/** Ids are time-ordered UUIDs made by us; capabilities are unguessable and never ids (DESIGN §4.8). */
import { createHash, randomBytes } from "node:crypto";
import { v7 } from "uuid";

export type Id<Brand extends string> = string & { readonly __brand?: Brand };

export const newId = <Brand extends string>(): Id<Brand> => v7();

const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

/** 26 base32 characters: 130 random bits, fit for a host name label. */
export function newCapability(): string {
  const bytes = randomBytes(26);
  let text = "";
  for (const byte of bytes) text += BASE32[byte & 31];
  return text;
}

/** How a capability is stored: SHA-256, hexadecimal. */
export const hashCapability = (capability: string): string =>
  createHash("sha256").update(capability).digest("hex");
