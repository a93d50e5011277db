/** What a file is by its first bytes, whatever its name says. */
export const SHEET_TYPES = ["application/pdf", "image/jpeg", "image/png"] as const;
export type SheetType = (typeof SHEET_TYPES)[number];

const BEGINNINGS: [SheetType, number[]][] = [
  ["application/pdf", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** Bytes enough to tell. */
export const BEGINNING = 8;

/** Null for anything but a PDF, a JPEG or a PNG. */
export function fileKind(beginning: Uint8Array): SheetType | null {
  const found = BEGINNINGS.find(([, bytes]) =>
    bytes.every((byte, index) => beginning[index] === byte),
  );
  return found?.[0] ?? null;
}
