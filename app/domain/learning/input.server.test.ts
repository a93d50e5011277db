import fc from "fast-check";
import { expect, it } from "vitest";
import { CommitInput } from "./input.server";

const COMMIT = {
  ...{ token: "a".repeat(26), sequence: 1, item: "item", visit: "1", seconds: 1, viewed: false },
  ...{ cmi: { "cmi.location": "1" }, sequencing: "{}", objectives: { id: "{}" } },
  course: { organization: "one", completion: "unknown", success: "unknown", scoreScaled: null },
};
/** Each place of a commit that takes text and is stored as it is. */
const PLACES: [string, (text: string) => object][] = [
  ["item", (item) => ({ item })],
  ["sequencing", (sequencing) => ({ sequencing })],
  ["an objective's id", (id) => ({ objectives: { [id]: "{}" } })],
  ["an objective's value", (value) => ({ objectives: { id: value } })],
  ["the organization", (organization) => ({ course: { ...COMMIT.course, organization } })],
];
const unstorable = fc.constantFrom("\0", "\ud800", "\udfff");

it.each(PLACES)("a commit is unreadable with what no database holds in: %s", (_place, place) => {
  expect(CommitInput.safeParse({ ...COMMIT, ...place("text 📷") }).success).toBe(true);
  fc.assert(
    fc.property(fc.string(), unstorable, fc.string(), (before, strange, after) => {
      const given = { ...COMMIT, ...place(`${before}${strange}${after}`) };
      expect(CommitInput.safeParse(given).success).toBe(false);
    }),
  );
});
