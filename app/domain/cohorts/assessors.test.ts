import { describe, expect, test } from "vitest";
import { assignedTo } from "~/domain/assessment/policy";
import { whyNotAssign } from "./assessors";

const learner = { nominationId: "n", personId: "learner", supervisors: ["chief"] };

describe("assigning an assessor to a learner", () => {
  test("nobody marks themselves or somebody they lead; everybody else may", () => {
    expect(whyNotAssign("learner", learner)).toBe("is_learner");
    expect(whyNotAssign("chief", learner)).toBe("direct_report");
    expect(whyNotAssign("other", learner)).toBeNull();
  });
  test("a nominee who has not joined yet has nobody to be confused with", () => {
    expect(whyNotAssign("other", { ...learner, personId: null, supervisors: [] })).toBeNull();
  });
});

describe("whom assignments name", () => {
  const everybody = { assessorId: "ann", nominationId: null };
  const one = { assessorId: "bob", nominationId: "n" };
  test("without assignments nobody in particular: any assessor of the academy may mark", () => {
    expect(assignedTo([], "n")).toBeNull();
  });
  test("those for the learner and those for everybody, each once", () => {
    expect(assignedTo([everybody, one, everybody], "n")).toEqual(["ann", "bob"]);
    expect(assignedTo([everybody, one], "other")).toEqual(["ann"]);
  });
  test("an assignment of somebody else leaves a learner to any assessor", () => {
    expect(assignedTo([one], "other")).toBeNull();
  });
});
