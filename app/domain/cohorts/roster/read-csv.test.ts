import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanCell, LIMITS, readCsv } from "./read-csv.server";

const bytes = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, bigEndian: boolean) => {
  const buffer = Buffer.from(text, "utf16le");
  return new Uint8Array(bigEndian ? buffer.swap16() : buffer);
};
const latin = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

const TEXT = "E-mail;Naam\nada@x.test;Zoë Núñez\n";
const ROWS = [{ line: 2, cells: ["ada@x.test", "Zoë Núñez"] }];

describe("whatever a spreadsheet wrote", () => {
  test.each([
    ["UTF-8", bytes(TEXT), "utf-8"],
    ["UTF-8 with a byte order mark", bytes(`\uFEFF${TEXT}`), "utf-8"],
    ["UTF-16 little endian", utf16(`\uFEFF${TEXT}`, false), "utf-16le"],
    ["UTF-16 big endian", utf16(`\uFEFF${TEXT}`, true), "utf-16be"],
    ["UTF-16 without a mark", utf16(TEXT, false), "utf-16le"],
    ["UTF-16 big endian without a mark", utf16(TEXT, true), "utf-16be"],
    ["Windows-1252", latin(TEXT), "windows-1252"],
  ])("%s is read", (_name, file, encoding) => {
    expect(readCsv(file)).toEqual({
      headers: ["E-mail", "Naam"],
      rows: ROWS,
      encoding,
      delimiter: ";",
    });
  });

  test("the delimiter is found, and what stands in quotes does not mislead", () => {
    expect(readCsv(bytes('a,b,c\n"x;y;z;v",2,3\n')).delimiter).toBe(",");
    expect(readCsv(bytes("a\tb\n1,5\t2,5\n")).delimiter).toBe("\t");
    expect(readCsv(bytes("sep=;\r\na;b\r\n1,2,3;4\r\n")).rows).toEqual([
      { line: 2, cells: ["1,2,3", "4"] },
    ]);
  });

  test("a line break in quotes belongs to its cell, and empty lines are counted but not read", () => {
    const { rows } = readCsv(bytes('a,b\n"one\ntwo",1\n,\n\n3,4\n'));
    expect(rows).toEqual([
      { line: 2, cells: ["one\ntwo", "1"] },
      { line: 5, cells: ["3", "4"] },
    ]);
  });

  test("a cell that looks like a formula stays the text it is", () => {
    const { rows } = readCsv(bytes("a,b\n=1+1,@SUM(A1)\n'=1+1,'t Hooft\n"));
    expect(rows.map(({ cells }) => cells)).toEqual([
      ["=1+1", "@SUM(A1)"],
      ["=1+1", "'t Hooft"],
    ]);
  });
});

const refused = (file: Uint8Array) => {
  try {
    readCsv(file);
  } catch (error) {
    return (error as { details: { reason: string; field: string } }).details;
  }
  return null;
};
const wide = (columns: number) => bytes(`${Array(columns).fill("h").join(",")}\n1,2\n`);

test.each([
  ["an empty file", bytes(""), "file_empty"],
  ["only spaces", bytes(" \n\n"), "file_empty"],
  ["only headings", bytes("a,b\n\n"), "no_rows"],
  ["one column", bytes("a\n1\n"), "one_column"],
  ["200 columns", wide(200), "too_many_columns"],
  ["100,000 rows", bytes(`a,b\n${"1,2\n".repeat(100_000)}`), "too_many_rows"],
  ["more than 5 MB", new Uint8Array(LIMITS.bytes + 1).fill(97), "file_too_large"],
  ["a quote that is never closed", bytes('a,b\n"1,2\n3,4\n'), "quotes_not_closed"],
  ["a workbook", new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]), "spreadsheet_file"],
  ["an old workbook", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]), "spreadsheet_file"],
  ["a picture", new Uint8Array(Array.from({ length: 900 }, (_, i) => (i * 37) % 256)), "not_csv"],
  ["half a UTF-16 character", new Uint8Array([0xff, 0xfe, 97, 0, 0]), "broken_encoding"],
])("%s is refused by name", (_name, file, reason) => {
  expect(refused(file)).toMatchObject({ reason, field: "file" });
});

test("whatever our own export guards is read back as it was", () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.string({ maxLength: 9 }).map((text) => `=${text}`),
    fc.constantFrom("+1 758", "-5", "@x", "'t Hooft", "a\nb", 'q"q', ";,\t"),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (pairs) => {
      const kept = pairs.map((pair) => pair.map(cleanCell)).filter((pair) => pair.some(Boolean));
      if (kept.length === 0) return;
      const file = stringify([["First", "Second"], ...kept], { bom: true, escape_formulas: true });
      expect(readCsv(bytes(file)).rows.map(({ cells }) => cells)).toEqual(kept);
    }),
    { numRuns: 500 },
  );
});

test("no bytes make anything but a table or a refusal", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (file) => {
      try {
        expect(readCsv(file).headers.length).toBeGreaterThan(1);
      } catch (error) {
        expect(error).toMatchObject({ code: "invalid", details: { field: "file" } });
      }
    }),
    { numRuns: 1000 },
  );
});
