import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Activity, everyActivity } from "./schema";
import { carryItems, matchVersions } from "./version-match";

const activity = (
  identifier: string,
  href: string | null,
  children: Activity[] = [],
): Activity => ({
  ...{ identifier, href, children, title: `The ${identifier}`, visible: true, sequencing: [] },
  kind: href === null ? "cluster" : "sco",
  ...{ prerequisites: null, masteryScore: null, maxTimeAllowed: null, timeLimitAction: null },
  ...{ launchData: null, completionThreshold: null },
});

const summary = (before: Activity[], after: Activity[]) => {
  const { matched, moved, added, gone } = matchVersions(before, after);
  return {
    matched: matched.map(({ from }) => from),
    moved: moved.map(({ from, to, by }) => `${from} → ${to} by ${by}`),
    added: added.map(({ identifier }) => identifier),
    gone: gone.map(({ identifier }) => identifier),
  };
};

describe("activities between two versions of a package", () => {
  test("an activity with the same identifier and address is the same wherever it stands in the tree", () => {
    const one = [activity("a", "a.html"), activity("b", "b.html")];
    const other = [activity("chapter", null, [activity("b", "b.html")]), activity("a", "a.html")];
    expect(summary(one, other)).toEqual({
      ...{ matched: ["a", "b"], moved: [], added: ["chapter"], gone: [] },
    });
  });

  test("a new address under the old identifier is the same activity", () => {
    expect(summary([activity("a", "a.html")], [activity("a", "start/a.html")])).toEqual({
      ...{ matched: [], moved: ["a → a by identifier"], added: [], gone: [] },
    });
  });

  test("an exporter that makes up identifiers at every export is seen through by the addresses", () => {
    const one = [activity("ITEM-71", "a.html"), activity("ITEM-72", "b.html")];
    const other = [activity("ITEM-93", "a.html"), activity("ITEM-94", "b.html")];
    expect(summary(one, other)).toEqual({
      matched: [],
      moved: ["ITEM-71 → ITEM-93 by address", "ITEM-72 → ITEM-94 by address"],
      ...{ added: [], gone: [] },
    });
  });

  test("a lesson inserted before numbered ones does not get another lesson's results", () => {
    const one = [activity("item_1", "search.html"), activity("item_2", "seize.html")];
    const other = [
      activity("item_1", "welcome.html"),
      activity("item_2", "search.html"),
      activity("item_3", "seize.html"),
    ];
    expect(summary(one, other)).toEqual({
      matched: [],
      moved: ["item_1 → item_2 by address", "item_2 → item_3 by address"],
      ...{ added: ["item_1"], gone: [] },
    });
  });

  test("one page that serves every lesson tells nothing, so that only identifiers count", () => {
    const one = [activity("a", "player.html"), activity("b", "player.html")];
    const other = [activity("b", "player.html"), activity("c", "player.html")];
    expect(summary(one, other)).toEqual({
      ...{ matched: ["b"], moved: [], added: ["c"], gone: ["a"] },
    });
  });

  test("a lesson that became a chapter is gone, its parts are new", () => {
    expect(
      summary([activity("a", "a.html")], [activity("a", null, [activity("a1", "a1.html")])]),
    ).toEqual({ matched: [], moved: [], added: ["a", "a1"], gone: ["a"] });
  });

  const tree = fc
    .uniqueArray(fc.tuple(fc.nat(9), fc.option(fc.nat(9))), { selector: ([id]) => id })
    .map((rows) => rows.map(([id, href]) => activity(`i${id}`, href === null ? null : `${href}`)));

  test("every activity is told exactly once, and matching backwards is the inverse", () => {
    fc.assert(
      fc.property(tree, tree, (before, after) => {
        const { matched, moved, added, gone } = matchVersions(before, after);
        const pairs = [...matched, ...moved];
        const ids = (list: { identifier: string }[]) => list.map(({ identifier }) => identifier);
        expect([...pairs.map(({ from }) => from), ...ids(gone)].sort()).toEqual(
          ids(everyActivity(before)).sort(),
        );
        expect([...pairs.map(({ to }) => to), ...ids(added)].sort()).toEqual(
          ids(everyActivity(after)).sort(),
        );
        const back = matchVersions(after, before);
        expect(
          [...back.matched, ...back.moved].map(({ from, to }) => `${to} ${from}`).sort(),
        ).toEqual(pairs.map(({ from, to }) => `${from} ${to}`).sort());
      }),
    );
  });

  test("what learners did is carried or told as dropped, never lost and never given to two", () => {
    fc.assert(
      fc.property(tree, tree, (before, after) => {
        const items = Object.fromEntries(
          before.map(({ identifier }) => [identifier, { identifier }]),
        );
        const carried = carryItems(items, matchVersions(before, after));
        const kept = [...Object.values(carried.items), ...Object.values(carried.dropped)];
        expect(kept.map(({ identifier }) => identifier).sort()).toEqual(Object.keys(items).sort());
        expect(
          Object.keys(carried.items).every((to) => after.some((a) => a.identifier === to)),
        ).toBe(true);
      }),
    );
  });
});
