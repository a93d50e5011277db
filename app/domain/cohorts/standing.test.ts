import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, day } from "~/domain/kernel/days";
import { type PersonFacts, STANDINGS, standing } from "./standing";

const TODAY = day("2027-03-20");
const FACTS: PersonFacts = {
  ...{ joined: true, disclosed: true, done: 1, total: 4, open: true },
  ...{ bookedOn: day("2027-03-10"), lastActivityOn: day("2027-03-19"), endsOn: day("2027-04-20") },
  ...{ missed: 0, attendancePercent: null, threshold: null },
  ...{ failedTries: null, practicalFailed: false },
};
const of = (change: Partial<PersonFacts>) => standing({ ...FACTS, ...change }, TODAY);

test.each<[string, Partial<PersonFacts>, object]>([
  ["somebody at work is on track", {}, { standing: "on_track", remedy: "none", reasons: [] }],
  [
    "seven quiet days with something open is stuck",
    { lastActivityOn: addDays(TODAY, -7) },
    { standing: "stuck", remedy: "remind", reasons: [{ why: "no_activity", days: 7 }] },
  ],
  ["six quiet days are not", { lastActivityOn: addDays(TODAY, -6) }, { standing: "on_track" }],
  [
    "nobody is stuck while nothing is open to them",
    { lastActivityOn: null, bookedOn: addDays(TODAY, -10), open: false },
    { standing: "on_track" },
  ],
  [
    "a quarter of the plan late is behind",
    { endsOn: addDays(TODAY, 1), done: 2 },
    { standing: "behind", remedy: "remind" },
  ],
  [
    "a missed session is absent",
    { missed: 1 },
    {
      standing: "absent",
      remedy: "offer_session",
      reasons: [{ why: "missed_sessions", count: 1 }],
    },
  ],
  [
    "two reasons put somebody at risk",
    { missed: 1, lastActivityOn: addDays(TODAY, -9) },
    { standing: "at_risk", remedy: "call" },
  ],
  ["a failed exam puts somebody at risk", { failedTries: 1 }, { standing: "at_risk" }],
  ["whoever has everything is done", { done: 4, missed: 2, failedTries: 1 }, { standing: "done" }],
  ["a nominee without an account is invited", { joined: false }, { remedy: "invite" }],
  [
    "what is not disclosed is not held against anybody",
    { disclosed: false, done: 0, lastActivityOn: null },
    { standing: "unknown", reasons: [{ why: "not_disclosed" }] },
  ],
])("%s", (_name, change, wanted) => expect(of(change)).toMatchObject(wanted));

const someFacts = fc.record({
  ...{ joined: fc.boolean(), disclosed: fc.boolean(), open: fc.boolean() },
  ...{ done: fc.nat(9), total: fc.nat(9), missed: fc.nat(3) },
  bookedOn: fc.integer({ min: -60, max: 0 }).map((days) => addDays(TODAY, days)),
  lastActivityOn: fc.option(fc.integer({ min: -60, max: 0 }).map((n) => addDays(TODAY, n))),
  endsOn: fc.option(fc.integer({ min: -5, max: 60 }).map((days) => addDays(TODAY, days))),
  attendancePercent: fc.option(fc.nat(100)),
  threshold: fc.option(fc.integer({ min: 1, max: 100 })),
  failedTries: fc.option(fc.nat(3)),
  practicalFailed: fc.boolean(),
});

test("every standing but on track and done comes with a reason", () =>
  fc.assert(
    fc.property(someFacts, (facts) => {
      const { standing: as, reasons } = standing(facts, TODAY);
      expect(STANDINGS).toContain(as);
      expect(reasons.length === 0).toBe(as === "on_track" || as === "done");
    }),
  ));

test("doing more never makes anybody stand worse", () =>
  fc.assert(
    fc.property(someFacts, (facts) => {
      const before = standing(facts, TODAY).reasons.length;
      const after = standing({ ...facts, done: facts.done + 1 }, TODAY).reasons.length;
      expect(after).toBeLessThanOrEqual(before);
    }),
  ));
