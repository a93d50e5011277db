import { describe, expect, test } from "vitest";
import { examEligibility, type PastSitting } from "./eligibility";

const failed = (submittedAt: string): PastSitting => ({
  submittedAt: new Date(submittedAt),
  passed: false,
});
const ask = (past: PastSitting[], now: string, completed = true) =>
  examEligibility({
    blueprint: { attempts: 2, waitDays: 14 },
    past,
    preconditions: [{ key: "secure", title: "Secure the scene", completed }],
    now: new Date(now),
    zone: "America/St_Lucia",
  });

describe("who may start an exam", () => {
  test("a first try leaves two", () => {
    expect(ask([], "2026-11-01T12:00:00Z")).toEqual({ may: true, attemptsLeft: 2 });
  });

  test("after one failed try the second may follow at once", () => {
    expect(ask([failed("2026-11-01T12:00:00Z")], "2026-11-01T12:05:00Z")).toEqual({
      may: true,
      attemptsLeft: 1,
    });
  });

  test("after two failed tries fourteen days pass, counted in the learner's own zone", () => {
    const past = [failed("2026-11-01T12:00:00Z"), failed("2026-11-03T02:00:00Z")];
    expect(ask(past, "2026-11-16T03:59:00Z")).toEqual({
      may: false,
      because: "must_wait",
      until: "2026-11-16",
    });
    expect(ask(past, "2026-11-16T04:00:00Z")).toEqual({ may: true, attemptsLeft: 2 });
  });

  test("the third failed try leaves one more in its round", () => {
    const past = ["2026-10-01", "2026-10-02", "2026-11-01"].map((on) => failed(`${on}T12:00:00Z`));
    expect(ask(past, "2026-11-02T12:00:00Z")).toEqual({ may: true, attemptsLeft: 1 });
  });

  test("whoever has passed does not sit again", () => {
    const past = [{ submittedAt: new Date("2026-11-01T12:00:00Z"), passed: true }];
    expect(ask(past, "2026-12-24T12:00:00Z")).toEqual({ may: false, because: "already_passed" });
  });

  test("unfinished modules are named", () => {
    expect(ask([], "2026-11-01T12:00:00Z", false)).toEqual({
      may: false,
      because: "modules_incomplete",
      missing: ["Secure the scene"],
    });
  });
});
