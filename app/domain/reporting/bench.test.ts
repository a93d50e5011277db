import { expect, test } from "vitest";
import { addDays, day } from "~/domain/kernel/days";
import { type BenchTrainer, canDeliver } from "./bench";

const TODAY = day("2027-03-20");
const able: BenchTrainer = { until: addDays(TODAY, 400), holds: ["FR-CORE"], taught: [] };
const taught: BenchTrainer = { ...able, taught: ["FR-CORE"] };
const soon: BenchTrainer = { ...able, until: addDays(TODAY, 30) };
const gone: BenchTrainer = { ...taught, until: addDays(TODAY, -1) };
const other: BenchTrainer = { ...able, holds: ["JUD-CORE"] };

test.each<[string, BenchTrainer[], object]>([
  ["two able trainers, one of whom taught it, can", [able, taught], { unaided: true, why: "can" }],
  ["one cannot teach and assess alone", [taught], { unaided: false, why: "one_trainer" }],
  ["nobody who taught it lately cannot", [able, able], { unaided: false, why: "nobody_taught_it" }],
  ["a trainer of other matters does not count", [other, other], { why: "no_trainer", able: 0 }],
  ["a trainer who expired yesterday does not count", [taught, gone], { why: "one_trainer" }],
  ["two now and one in half a year is a warning", [taught, soon], { why: "can_but_expiring" }],
])("%s", (_name, trainers, verdict) =>
  expect(canDeliver(trainers, "FR-CORE", TODAY)).toMatchObject(verdict),
);
