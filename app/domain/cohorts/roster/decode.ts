/**
 * From the bytes of an uploaded file to text, whatever a spreadsheet wrote them as. A byte order mark decides; without one,
 * UTF-16 shows by its zero bytes, and what is no UTF-8 was written by an older Excel as Windows-1252.
 */
import { invalid } from "~/domain/kernel/errors";

export const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type Encoding = (typeof ENCODINGS)[number];

export type Decoded = { text: string; encoding: Encoding };

/** Throws invalid/not_csv for what is no text, invalid/spreadsheet_file for a workbook, invalid/broken_encoding. */
export function decode(bytes: Uint8Array): Decoded {
  if (isWorkbook(bytes)) throw invalid("spreadsheet_file", { field: "file" });
  const encoding = encodingOf(bytes);
  if (encoding === "windows-1252" && looksBinary(bytes))
    throw invalid("not_csv", { field: "file" });
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
  } catch {
    throw invalid("broken_encoding", { field: "file" });
  }
}

const startsWith = (bytes: Uint8Array, ...signature: number[]) =>
  signature.every((byte, index) => bytes[index] === byte);

/** Is it a zip archive? */
export const isZip = (bytes: Uint8Array): boolean => startsWith(bytes, 0x50, 0x4b, 0x03, 0x04);

/** A modern workbook is a zip archive, an older one a compound file. */
const isWorkbook = (bytes: Uint8Array) => isZip(bytes) || startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0);

function encodingOf(bytes: Uint8Array): Encoding {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return "utf-8";
  if (startsWith(bytes, 0xff, 0xfe)) return "utf-16le";
  if (startsWith(bytes, 0xfe, 0xff)) return "utf-16be";
  return encodingByZeros(bytes) ?? (isUtf8(bytes) ? "utf-8" : "windows-1252");
}

/** Western text in UTF-16 has a zero in nearly every second byte: after the letter in little endian, before it in big endian. */
function encodingByZeros(bytes: Uint8Array): Encoding | null {
  const sample = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  for (const [index, byte] of sample.entries())
    if (byte === 0) {
      if (index % 2 === 0) even++;
      else odd++;
    }
  const many = sample.length / 5;
  if (odd > many && even < odd / 4) return "utf-16le";
  if (even > many && odd < even / 4) return "utf-16be";
  return null;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    return !new TextDecoder("utf-8", { fatal: true }).decode(bytes).includes("\0");
  } catch {
    return false;
  }
}

/** Control characters that no table has: pictures, PDF streams, programs. */
function looksBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 65_536);
  let odd = 0;
  for (const byte of sample)
    if (byte === 0 || (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) odd++;
  return odd > sample.length / 500;
}
