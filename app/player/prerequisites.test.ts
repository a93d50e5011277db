import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  areMet,
  canBeMet,
  elementsIn,
  LESSON_STATUSES,
  type LessonStatus,
  type Prerequisites,
  parsePrerequisites,
} from "./prerequisites";

const NAMES = ["A", "B", "C", "S-1.2_x:y"];
const meets = (script: string, standing: Record<string, LessonStatus>): boolean => {
  const read = parsePrerequisites(script);
  if (!read) throw new Error(`unreadable: ${script}`);
  return areMet(read, (element) => standing[element] ?? "not attempted");
};

describe("prerequisites", () => {
  it.each([
    ["A", { A: "passed" }, true],
    ["A", { A: "completed" }, true],
    ["A", { A: "failed" }, false],
    ["A", { A: "browsed" }, false],
    ["A", {}, false],
    ["A & B", { A: "passed" }, false],
    ["A&B", { A: "passed", B: "completed" }, true],
    ["A | B", { B: "passed" }, true],
    ["A | B & C", { A: "passed" }, true],
    ["(A | B) & C", { A: "passed" }, false],
    ["~A", {}, true],
    ["~A & B", { A: "passed", B: "passed" }, false],
    ["~(A & B)", { A: "passed" }, true],
    ["~~A", { A: "passed" }, true],
    ["A = passed", { A: "completed" }, false],
    ['A="passed"', { A: "passed" }, true],
    ["A=P", { A: "passed" }, true],
    ["A=c", { A: "completed" }, true],
    ["A=f", { A: "failed" }, true],
    ["A=i", { A: "incomplete" }, true],
    ["A=b", { A: "browsed" }, true],
    ["A=n", {}, true],
    ["A = not  attempted", {}, true],
    ['A = "Not Attempted"', { A: "incomplete" }, false],
    ["A<>failed", {}, true],
    ["A <> f", { A: "failed" }, false],
    ["~A=passed", { A: "completed" }, true],
    ["{A, B}", { A: "passed" }, false],
    ["{A, B}", { A: "passed", B: "passed" }, true],
    ["{A, B} = passed", { A: "passed", B: "completed" }, false],
    ["2*{A, B, C}", { A: "passed", C: "completed" }, true],
    ["2*{A, B, C}", { A: "passed", C: "failed" }, false],
    ["2 * {A=f, B=f, C}", { A: "failed", C: "completed" }, true],
    ["0*{A}", {}, true],
    ["S-1.2_x:y & A", { "S-1.2_x:y": "passed", A: "passed" }, true],
  ] as [string, Record<string, LessonStatus>, boolean][])(
    "%s with %j: %s",
    (script, standing, met) => {
      expect(meets(script, standing)).toBe(met);
    },
  );

  it.each([
    "",
    "   ",
    "&",
    "A &",
    "A B | & C",
    "(A",
    "A)",
    "{A",
    "{}",
    "x*{A}",
    "2*A",
    "2*{A",
    "A=great",
    "A=",
    "(A | B)=",
    "~A=passed=failed",
    "A<B",
    '"A',
    `${"(".repeat(5000)}A`,
    "A&".repeat(20_000),
  ])("that cannot be read are none: %.20s", (script) => {
    expect(parsePrerequisites(script)).toBeNull();
  });

  it("say which elements they name", () => {
    expect(elementsIn(parsePrerequisites("~A & 2*{B, A=f, C}") as Prerequisites)).toEqual([
      "A",
      "B",
      "C",
    ]);
  });
});

const name = fc.constantFrom(...NAMES);
const script: fc.Arbitrary<Prerequisites> = fc.letrec<{ tree: Prerequisites }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small" },
    fc.record({ kind: fc.constant("done" as const), element: name }),
    fc.record({
      kind: fc.constant("is" as const),
      element: name,
      status: fc.constantFrom(...LESSON_STATUSES),
    }),
    fc.record({ kind: fc.constant("not" as const), of: tie("tree") }),
    fc.record({
      kind: fc.constant("atLeast" as const),
      count: fc.nat(4),
      of: fc.array(tie("tree"), { minLength: 1, maxLength: 4 }),
    }),
  ),
})).tree;
const standing = fc.dictionary(name, fc.constantFrom(...LESSON_STATUSES));

/** A script as an author may have written it. */
function written(asked: Prerequisites): string {
  switch (asked.kind) {
    case "done":
      return asked.element;
    case "is":
      return `${asked.element} = "${asked.status}"`;
    case "not":
      return `~(${written(asked.of)})`;
    case "atLeast":
      return `${asked.count}*{${asked.of.map(written).join(", ")}}`;
  }
}

describe("any prerequisites", () => {
  it("mean what was written", () => {
    fc.assert(
      fc.property(script, standing, (asked, stands) => {
        const statusOf = (element: string) => stands[element] ?? "not attempted";
        expect(meets(written(asked), stands)).toBe(areMet(asked, statusOf));
      }),
    );
  });

  it("obey De Morgan and count a set like its parts", () => {
    fc.assert(
      fc.property(script, script, standing, (a, b, stands) => {
        const [x, y] = [`(${written(a)})`, `(${written(b)})`];
        expect(meets(`~(${x} & ${y})`, stands)).toBe(meets(`~${x} | ~${y}`, stands));
        expect(meets(`1*{${x}, ${y}}`, stands)).toBe(meets(`${x} | ${y}`, stands));
        expect(meets(`2*{${x}, ${y}}`, stands)).toBe(meets(`{${x}, ${y}}`, stands));
      }),
    );
  });

  it("can be met when they are", () => {
    fc.assert(
      fc.property(script, standing, (asked, stands) => {
        const statusOf = (element: string) => stands[element] ?? "not attempted";
        const now = (element: string) => [statusOf(element)];
        expect(canBeMet(asked, now)).toBe(areMet(asked, statusOf));
        if (areMet(asked, statusOf)) expect(canBeMet(asked, () => LESSON_STATUSES)).toBe(true);
      }),
    );
  });

  it("are read or refused, whatever the text", () => {
    const signs = ["&", "|", "~", "=", "<>", "(", ")", "{", "}", ",", "*", '"', " ", "A", "2", "p"];
    const texts = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.array(fc.constantFrom(...signs)).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(texts, standing, (text, stands) => {
        const read = parsePrerequisites(text);
        if (read) areMet(read, (element) => stands[element] ?? "not attempted");
      }),
    );
  });
});
