/**
 * Can a country deliver a curriculum unaided? It takes two certified trainers who hold the curriculum's own certificate, because whoever
 * teaches does not assess alone, and at least one of them has taught it in the last 24 months.
 */
import { addDays, addMonths, type Day } from "~/domain/kernel/days";
import type { Delivers } from "./schema";

export const TRAINER_CERTIFICATION = "TOT";
export const NEEDED = 2;
export const RECENT_MONTHS = 24;
const EXPIRING_DAYS = 180;

export const recentFrom = (today: Day): Day => addMonths(today, -RECENT_MONTHS);

export type BenchTrainer = {
  /** Last day as a certified trainer. */
  until: Day;
  /** Curricula whose certificate they hold today. */
  holds: readonly string[];
  /** Curricula they taught in the last 24 months. */
  taught: readonly string[];
};

export type Verdict = Pick<Delivers, "unaided" | "able" | "experienced" | "why">;

export function canDeliver(
  trainers: readonly BenchTrainer[],
  curriculumKey: string,
  today: Day,
): Verdict {
  const able = trainers.filter((one) => one.until >= today && one.holds.includes(curriculumKey));
  const experienced = able.filter((one) => one.taught.includes(curriculumKey));
  const figures = { able: able.length, experienced: experienced.length };
  const no = (why: Verdict["why"]): Verdict => ({ ...figures, unaided: false, why });
  if (able.length === 0) return no("no_trainer");
  if (able.length < NEEDED) return no("one_trainer");
  if (experienced.length === 0) return no("nobody_taught_it");
  const later = addDays(today, EXPIRING_DAYS);
  const lasting = able.filter(({ until }) => until >= later).length >= NEEDED;
  return { ...figures, unaided: true, why: lasting ? "can" : "can_but_expiring" };
}
