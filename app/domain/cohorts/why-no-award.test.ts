import { expect, test } from "vitest";
import { missingForAward } from "./why-no-award";

const step = (
  kind: string,
  why: "next" | "after_the_others" | "attend" | "waiting_for_package",
) => ({
  ...{ why, module: { id: kind, title: `The ${kind}`, kind } },
});
const BASE = {
  ...{ joined: true, disclosed: true, total: 4, attendancePercent: 50, threshold: 80 },
  ...{ steps: [], award: null, hasOverlay: true },
};
const award = { revoked: false, covered: true };

test.each<[string, object, object[]]>([
  [
    "names every open step, an exam after its preconditions",
    { steps: [step("self_paced", "next"), step("exam", "after_the_others")] },
    [{ what: "module" }, { what: "exam_later" }],
  ],
  [
    "says how much attendance is missing",
    { steps: [step("workshop", "attend")] },
    [{ what: "attendance", percent: 50, threshold: 80 }],
  ],
  ["an award that covers the country misses nothing", { award }, []],
  [
    "an award without the country's unit is core only",
    { award: { ...award, covered: false } },
    [{ what: "overlay" }],
  ],
  [
    "an award that was revoked is not about to be issued",
    { award: { ...award, revoked: true } },
    [],
  ],
  ["everything done is being decided", {}, [{ what: "deciding" }]],
  ["what is not disclosed is not guessed", { disclosed: false }, [{ what: "disclosure" }]],
  [
    "whoever has not joined joins first",
    { joined: false, disclosed: false },
    [{ what: "account" }],
  ],
])("%s", (_name, change, wanted) =>
  expect(missingForAward({ ...BASE, ...change })).toMatchObject(wanted),
);
