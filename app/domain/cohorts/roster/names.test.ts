import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { givenFirst, likeness, nameKeys } from "./names";

describe("names that are equal", () => {
  test.each([
    ["Ada Laurent", "LAURENT, Ada"],
    ["José Núñez", "Jose Nunez"],
    ["Maria de la Cruz", "Maria Cruz"],
    ["Hon. Justice Ada St. Clair", "Ada Saint Clair"],
    ["Jean-Pierre D'Angelo", "Jean Pierre Dangelo"],
    ["Marlon van der Berg", "Berg, Marlon"],
    ["Cyril Joseph Jr.", "Cyril Joseph"],
  ])("%s is %s", (one, other) => expect(likeness(one, other)).toBe("equal"));
});

describe("names that a person is asked about", () => {
  test.each([
    ["Ada Marie Laurent", "Ada Laurent"],
    ["Ada M. Laurent", "Ada Marie Laurent"],
    ["A. Laurent", "Ada Laurent"],
    ["Ada Laurent", "Ada Lauren"],
    ["Kimberly Baptiste", "Kimberley Baptiste"],
    ["Shanice Charles", "Shaince Charles"],
  ])("%s may be %s", (one, other) => expect(likeness(one, other)).toBe("similar"));
});

describe("names of different people", () => {
  test.each([
    ["Ada Laurent", "Eva Laurent"],
    ["Jason Smith", "Mason Smith"],
    ["Ada Marie Laurent", "Ada Sophie Laurent"],
    ["Ada Laurent", "Ada"],
    ["E. Laurent", "Ada Laurent"],
    ["John Pierre", "Joan Pierre"],
  ])("%s is not %s", (one, other) => expect(likeness(one, other)).toBe(null));
});

test("a suffix after a comma is no given name", () => {
  expect(givenFirst("Cyril Joseph, Jr.")).toBe("Cyril Joseph, Jr.");
  expect(givenFirst("Laurent ,  Ada Marie")).toBe("Ada Marie Laurent");
});

const word = fc.stringMatching(/^[a-zé]{1,9}$/);
const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(" "));
/** A name and one made from it by the kinds of changes people make. */
const pair = fc.tuple(name, fc.integer({ min: 0, max: 30 })).map(([one, at]) => {
  const words = one.split(" ");
  const other = [...words];
  const index = at % other.length;
  if (at % 3 === 0) other.splice(index, 1);
  else if (at % 3 === 1) other[index] = (other[index] ?? "").replace(/(.)(.)$/, "$2$1");
  else other.reverse();
  return [one, other.join(" ") || one] as const;
});

test("likeness does not depend on who is compared with whom", () => {
  fc.assert(fc.property(pair, ([a, b]) => likeness(a, b) === likeness(b, a)));
  fc.assert(fc.property(name, (one) => likeness(one, one) === "equal"));
});

test("whoever is alike shares a key, so that no pair is missed", () => {
  fc.assert(
    fc.property(fc.oneof(pair, fc.tuple(name, name)), ([one, other]) => {
      if (likeness(one, other) === null) return;
      const [a, b] = [nameKeys(one), nameKeys(other)];
      const shared =
        a.exact === b.exact ||
        a.shorter.includes(b.exact) ||
        b.shorter.includes(a.exact) ||
        a.misspelt.some((key) => b.misspelt.includes(key));
      expect(shared).toBe(true);
    }),
    { numRuns: 500 },
  );
});
