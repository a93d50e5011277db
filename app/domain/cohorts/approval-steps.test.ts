import { expect, test } from "vitest";
import { stepsNeeded, stepsOpen } from "./approval-steps";

const COHORT = { approvals: [], academyCountry: "LC" };
const NOMINEE = { country: "LC", branch: "general", source: "nomination" } as const;

test("an academy's own country needs nobody's approval when the cohort asks for none", () => {
  expect(stepsNeeded(COHORT, NOMINEE)).toEqual([]);
});

test("another country's people need their contact point's approval", () => {
  expect(stepsNeeded(COHORT, { ...NOMINEE, country: "JM" })).toEqual(["ncpoc"]);
});

test("whoever claims a seat for themselves needs only what the cohort asks", () => {
  expect(stepsNeeded(COHORT, { ...NOMINEE, country: "JM", source: "self" })).toEqual([]);
});

test("the executive's contact point is never asked about a judge", () => {
  const asked = { ...COHORT, approvals: ["line_manager", "ncpoc"] as const };
  const judge = { ...NOMINEE, country: "JM", branch: "judicial" } as const;
  expect(stepsNeeded(asked, judge)).toEqual(["line_manager"]);
});

test("a declined step is open again until somebody approves it", () => {
  const declined = { step: "ncpoc", outcome: "declined" } as const;
  expect(stepsOpen(["ncpoc"], [declined])).toEqual(["ncpoc"]);
  expect(stepsOpen(["ncpoc"], [declined, { step: "ncpoc", outcome: "approved" }])).toEqual([]);
});
