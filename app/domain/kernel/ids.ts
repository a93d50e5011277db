/** Ids are time-ordered UUIDs made by us; capabilities are unguessable and never ids (DESIGN §4.8). */
import { createHash, createHmac, randomBytes } from "node:crypto";
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

/** A capability for one thing, derived under a secret so that it need be stored nowhere in clear: 26 base32 characters. */
export function derivedCapability(secret: string, id: string): string {
  const bytes = createHmac("sha256", secret).update(id).digest();
  return Array.from(bytes.subarray(0, 26), (byte) => BASE32[byte & 31]).join("");
}

/** How a capability is stored: SHA-256, hexadecimal. */
export const hashCapability = (capability: string): string =>
  createHash("sha256").update(capability).digest("hex");
