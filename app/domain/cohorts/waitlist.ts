/**
 * Who is promoted when seats are free, as a declared rule. `worst_gap`: the country furthest from the standard first, then the
 * nominator's own order, then whoever waits longest. `first_come`: whoever waits longest. A country's quota seat goes to that
 * country's people only; the shared reserve to whoever comes first. After the travel cut-off nobody is promoted by the rule.
 */
import type { Day } from "~/domain/kernel/days";
import type { CohortState, PromotionRule } from "./schema";
import { takesNominations } from "./state";

export type Waiting = {
  nominationId: string;
  country: string;
  waitingSince: Date;
  /** 1 goes first; 0 is not ranked and goes last. */
  priority: number;
  /** 1 is the country furthest from the standard. */
  gapRank: number;
};
export type FreeSeats = { shared: number; quotas: Readonly<Record<string, number>> };
export type Promotion = { nominationId: string; seat: "quota" | "shared" };
type Dated = { state: CohortState; travelCutoffOn: Day | null; today: Day };

/** Does the rule still promote on this day? The cut-off day itself still counts. A list without dates has no seats to give. */
export const promotesByItself = ({ state, travelCutoffOn, today }: Dated): boolean =>
  takesNominations(state) && state !== "demand" && (!travelCutoffOn || today <= travelCutoffOn);

/** The waiting in the order of the rule. */
export function inOrder(rule: PromotionRule, waiting: readonly Waiting[]): Waiting[] {
  return [...waiting].sort(
    (a, b) =>
      (rule === "worst_gap"
        ? a.gapRank - b.gapRank || rankOf(a.priority) - rankOf(b.priority)
        : 0) ||
      a.waitingSince.getTime() - b.waitingSince.getTime() ||
      (a.nominationId < b.nominationId ? -1 : 1),
  );
}

const rankOf = (priority: number) => (priority === 0 ? Number.MAX_SAFE_INTEGER : priority);

/** Who gets which kind of seat, in the order in which to give them. */
export function promotions(
  rule: PromotionRule,
  free: FreeSeats,
  waiting: readonly Waiting[],
): Promotion[] {
  const quotas = new Map(Object.entries(free.quotas));
  let shared = free.shared;
  return inOrder(rule, waiting).flatMap(({ nominationId, country }): Promotion[] => {
    const own = quotas.get(country) ?? 0;
    if (own > 0) {
      quotas.set(country, own - 1);
      return [{ nominationId, seat: "quota" }];
    }
    if (shared <= 0) return [];
    shared -= 1;
    return [{ nominationId, seat: "shared" }];
  });
}
