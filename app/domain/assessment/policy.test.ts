import { describe, expect, test } from "vitest";
import type { Actor } from "~/domain/kernel/actor";
import { canMark, isAssessor } from "./policy";

const assessor: Actor = {
  personId: "assessor",
  grants: [{ role: "assessor", country: null, organisationId: "academy" }],
  countries: [],
  branches: [],
  organisations: ["academy"],
  regional: false,
};
const instructor: Actor = {
  ...assessor,
  grants: [{ role: "instructor", country: null, organisationId: "academy" }],
};

describe("who may mark a practical", () => {
  test("an assessor of an academy the learner is disclosed to", () => {
    expect(canMark(assessor, { personId: "learner", disclosedTo: ["academy"] })).toBe(true);
  });
  test("nobody marks their own", () => {
    expect(canMark(assessor, { personId: "assessor", disclosedTo: ["academy"] })).toBe(false);
  });
  test("an assessor of another academy does not", () => {
    expect(canMark(assessor, { personId: "learner", disclosedTo: ["elsewhere"] })).toBe(false);
  });
  test("an instructor of the same academy does not", () => {
    expect(isAssessor(instructor)).toBe(false);
    expect(canMark(instructor, { personId: "learner", disclosedTo: ["academy"] })).toBe(false);
  });
});
