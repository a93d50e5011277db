import fc from "fast-check";
import { expect, test } from "vitest";
import { findDuplicates, type Known } from "./duplicates";
import { likeness } from "./names";

const row = (line: number, fullName: string, email: string, country = "LC") => ({
  line,
  fullName,
  email,
  country,
});
const nominated = (fullName: string, email: string, country = "LC"): Known => ({
  fullName,
  email,
  country,
  nominationId: "n1",
  personId: null,
});
const person = (fullName: string, email: string): Known => ({
  ...nominated(fullName, email),
  nominationId: null,
  personId: "p1",
});

const kinds = (found: ReturnType<typeof findDuplicates>) =>
  [...found].map(([line, duplicates]) => [line, duplicates.map(({ kind }) => kind)]);

test("an address that stands twice in the file is a question for the second row", () => {
  const rows = [row(2, "Ada Laurent", "ada@x.test"), row(3, "Ada Laurent", "ada@x.test")];
  expect(kinds(findDuplicates(rows, []))).toEqual([[3, ["email"]]]);
});

test("the same name in the same country is a question, in another country it is not", () => {
  const rows = [
    row(2, "Ada Laurent", "ada@x.test"),
    row(3, "Laurent, Ada", "a.laurent@x.test"),
    row(4, "Ada Laurent", "ada@y.test", "JM"),
  ];
  const found = findDuplicates(rows, []);
  expect(kinds(found)).toEqual([[3, ["name"]]]);
  expect(found.get(3)).toMatchObject([{ line: 2, email: "ada@x.test" }]);
});

test("a revised row about a nominated address raises no question, whatever namesakes there are", () => {
  const rows = [row(2, "Ada M. Laurent", "ada@x.test")];
  const known = [
    nominated("Ada Laurent", "ada@x.test"),
    nominated("Ada Laurent", "other@x.test"),
    person("Ada Laurent", "third@x.test"),
  ];
  expect(findDuplicates(rows, known).size).toBe(0);
});

test("a nominated address under quite another name is a question", () => {
  const found = findDuplicates(
    [row(2, "Marlon Berg", "ada@x.test")],
    [nominated("Ada Laurent", "ada@x.test")],
  );
  expect(found.get(2)).toMatchObject([{ kind: "email", nominationId: "n1" }]);
});

test("a namesake who is a known person and nominated is asked about once, as the nomination", () => {
  const known = [person("Ada Laurent", "ada@x.test"), nominated("Ada Laurent", "ada@x.test")];
  const found = findDuplicates([row(2, "Ada Laurent", "new@x.test")], known);
  expect(found.get(2)).toMatchObject([{ kind: "name", nominationId: "n1" }]);
});

const someone = fc.record({
  fullName: fc
    .array(fc.constantFrom("ada", "marie", "laurent", "lauren", "l", "m", "marlon"), {
      minLength: 1,
      maxLength: 3,
    })
    .map((words) => words.join(" ")),
  email: fc.constantFrom("a@x.test", "b@x.test", "c@x.test", "d@x.test", "e@x.test"),
  country: fc.constantFrom("LC", "JM"),
});

test("the index finds exactly the pairs that comparing everybody with everybody finds", () => {
  fc.assert(
    fc.property(fc.array(someone, { maxLength: 8 }), (people) => {
      const rows = people.map((one, index) => ({ ...one, line: index + 2 }));
      const found = findDuplicates(rows, []);
      for (const [index, one] of rows.entries()) {
        const earlier = rows.slice(0, index);
        const expected = earlier.some(
          (other) =>
            other.email === one.email ||
            (other.country === one.country && likeness(other.fullName, one.fullName) !== null),
        );
        expect(found.has(one.line)).toBe(expected);
      }
    }),
    { numRuns: 500 },
  );
});
