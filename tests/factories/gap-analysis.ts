/** Certified people as sums of the ledger, and counts of offices: arranging, not behaviour. */
import { recordWorkforceCount } from "~/domain/capacity/commands.server";
import type { Actor } from "~/domain/kernel/actor";
import { addDays, today } from "~/domain/kernel/days";
import type { TestDatabase } from "../setup";

export const TODAY = today("America/St_Lucia", new Date());

export type Certified = {
  country: string;
  certification: string;
  profession: string;
  count: number;
  validDays?: number;
};

/** Appends the deltas of that many people certified since a year ago, in their profession and as anyone. */
export async function certify(database: TestDatabase, input: Certified): Promise<void> {
  const { country, certification, profession, count, validDays = 365 } = input;
  for (const series of [profession, "*"]) {
    for (const [day, change] of [
      [addDays(TODAY, -365), 1],
      [addDays(TODAY, validDays + 1), -1],
    ] as const)
      await database.sql(
        `insert into capacity_delta (country, profession_key, certification_key, scope, assurance, day, change, cause)
         select $1, $2, $3, 'full', 'C3', $4::date, $5, 'test' from generate_series(1, $6)`,
        [country, series, certification, day, change, count],
      );
  }
}

/** The contact point states how many hold an office. */
export const countOffice = (
  actor: Actor,
  country: string,
  populationKey: string,
  value: number,
): Promise<void> =>
  recordWorkforceCount(actor, country, {
    populationKey,
    asOfOn: addDays(TODAY, -1),
    value,
    low: undefined,
    high: undefined,
    method: "gazette",
    source: "Official gazette",
    note: null,
  });
