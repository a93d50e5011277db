/**
 * Which questions a sitting asks: per objective as many as the blueprint says, none twice, unseen ones first, in an order
 * and with options in an order of their own. Pure: the same seed draws the same sitting.
 */
import { conflict } from "~/domain/kernel/errors";
import type { Blueprint } from "./schema";
import { type Random, seededRandom, shuffled } from "./seeded-random";

export type Candidate = {
  itemId: string;
  objective: string;
  optionKeys: readonly string[];
  /** How many of this person's earlier sittings have asked it. */
  timesSeen: number;
};
export type DrawnItem = {
  position: number;
  itemId: string;
  objective: string;
  optionOrder: string[];
};

/** Throws conflict/exam_not_ready when the bank is too small for the blueprint. */
export function drawSitting(
  draw: Blueprint["draw"],
  bank: readonly Candidate[],
  seed: string,
): DrawnItem[] {
  const random = seededRandom(seed);
  const chosen = draw.flatMap((line) => choose(line, bank, random));
  return shuffled(chosen, random).map((item, index) => ({
    position: index + 1,
    itemId: item.itemId,
    objective: item.objective,
    optionOrder: shuffled(item.optionKeys, random),
  }));
}

function choose(
  line: Blueprint["draw"][number],
  bank: readonly Candidate[],
  random: Random,
): Candidate[] {
  const pool = bank.filter((item) => item.objective === line.objective);
  if (pool.length < line.items) throw conflict("exam_not_ready", { objective: line.objective });
  return shuffled(pool, random)
    .sort((a, b) => a.timesSeen - b.timesSeen)
    .slice(0, line.items);
}
