import { describe, expect, it } from "vitest";
import { day } from "~/domain/kernel/days";
import { snapshotHash } from "./snapshot-hash";

const ON = day("2026-11-23");
const row = (standardKey: string, cell: unknown) => ({ country: "LC", standardKey, cell });

describe("the hash of a release", () => {
  const hash = snapshotHash("", ON, [row("MS-001", { a: 1, b: [2] }), row("MS-002", null)]);
  it("does not depend on the order of rows and keys", () => {
    expect(snapshotHash("", ON, [row("MS-002", null), row("MS-001", { b: [2], a: 1 })])).toBe(hash);
  });
  it("changes with a figure, the day and the release before", () => {
    const others = [
      snapshotHash("", ON, [row("MS-001", { a: 1, b: [3] }), row("MS-002", null)]),
      snapshotHash("", day("2026-11-24"), [row("MS-001", { a: 1, b: [2] }), row("MS-002", null)]),
      snapshotHash("x", ON, [row("MS-001", { a: 1, b: [2] }), row("MS-002", null)]),
    ];
    expect(new Set([hash, ...others]).size).toBe(4);
  });
});
