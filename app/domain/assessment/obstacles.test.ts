import { describe, expect, test } from "vitest";
import type { Actor } from "~/domain/kernel/actor";
import type { Role } from "~/domain/kernel/permissions";
import { whyNotMark, whyNotModerate } from "./policy";
import { isShown, type RowState } from "./schema";

const staff = (role: Role, organisationId = "academy"): Actor => ({
  ...{ personId: "actor", countries: [], branches: [], organisations: [], regional: false },
  grants: [{ role, country: null, organisationId }],
});
const learner = { personId: "learner", disclosedTo: ["academy"] };

describe("what stands in the way of marking", () => {
  test.each([
    ["nothing, for an assessor of the academy", staff("assessor"), learner, null],
    ["being assigned is leave", staff("assessor"), { ...learner, assigned: ["actor"] }, null],
    [
      "others being assigned",
      staff("assessor"),
      { ...learner, assigned: ["other"] },
      "not_assigned",
    ],
    [
      "leading the person, even if assigned",
      staff("assessor"),
      { ...learner, directReport: true, assigned: ["actor"] },
      "direct_report",
    ],
    ["being the person", staff("assessor"), { ...learner, personId: "actor" }, "may_not_mark"],
    ["managing the academy", staff("academy_manager"), learner, "may_not_mark"],
    ["another academy", staff("assessor", "elsewhere"), learner, "may_not_mark"],
  ])("%s", (_what, actor, person, expected) => {
    expect(whyNotMark(actor, person)).toBe(expected);
  });
});

describe("what stands in the way of deciding between two", () => {
  const signers = ["one", "two"];
  test.each([
    ["nothing, for another assessor", staff("assessor"), learner, signers, null],
    ["nothing, for the manager", staff("academy_manager"), learner, signers, null],
    [
      "assignments do not bind a third person",
      staff("assessor"),
      { ...learner, assigned: signers },
      signers,
      null,
    ],
    ["having signed", staff("assessor"), learner, ["actor", "two"], "moderator_signed"],
    [
      "leading the person",
      staff("assessor"),
      { ...learner, directReport: true },
      signers,
      "direct_report",
    ],
    [
      "being the person",
      staff("assessor"),
      { ...learner, personId: "actor" },
      signers,
      "may_not_mark",
    ],
    ["only teaching there", staff("instructor"), learner, signers, "may_not_mark"],
  ])("%s", (_what, actor, person, signed, expected) => {
    expect(whyNotModerate(actor, person, signed)).toBe(expected);
  });
});

test("every practical is in at least one list, except those that are not ready", () => {
  const states: RowState[] = ["to_mark", "second_mark", "disputed", "passed", "failed"];
  for (const state of states) {
    const lists = (["to_mark", "second_mark", "disputed", "signed"] as const).filter((filter) =>
      isShown(state, filter),
    );
    expect(lists.length).toBeGreaterThan(0);
  }
  expect(isShown("not_ready", null)).toBe(true);
  expect(isShown("not_ready", "to_mark")).toBe(false);
});
