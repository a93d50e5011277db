/** Writing the ledger: a person's holdings follow their awards and postings; a workforce count is a contact point's statement. */
import type { Actor } from "~/domain/kernel/actor";
import { dateOf, day, regionalToday } from "~/domain/kernel/days";
import { forbidden, invalid } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { getCountryToday } from "~/domain/organisations/queries.server";
import {
  type ActorDb,
  recordAudit,
  withActor,
  withoutActorAtLength,
} from "~/platform/db/doors.server";
import { computeHoldings, deltasOf, difference } from "./holdings";
import type { WorkforceCountInput } from "./input.server";
import { canCountWorkforce } from "./policy";
import type { Standing } from "./schema";

/** Recomputes a person's holdings under their lock and appends the difference, in the caller's transaction. */
export async function refreshHoldings(db: ActorDb, personId: string, cause: string): Promise<void> {
  await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${personId}, 7))`;
  const [row] = await db.$queryRaw<
    { standing: Standing }[]
  >`select app.person_standing(${personId}::uuid) as standing`;
  if (!row) return;
  const { postings, awards, holdings: before } = row.standing;
  const after = computeHoldings(postings, awards);
  const deltas = difference(deltasOf(before), deltasOf(after));
  if (deltas.length === 0 && JSON.stringify(before) === JSON.stringify(after)) return;
  await db.$executeRaw`select app.write_holdings(${personId}::uuid, ${JSON.stringify(after)}::jsonb, ${JSON.stringify(deltas)}::jsonb, ${cause})`;
}

/** How far a figure may be off, by how it was counted: exact, two percent for lists, twenty for estimates (gap-analysis model §2.2). */
const SPREAD: Record<WorkforceCountInput["method"], number> = {
  payroll: 0,
  gazette: 0,
  establishment_list: 0.02,
  survey: 0.1,
  estimate: 0.2,
  model: 0.2,
};

/** Records a count of a population; earlier ones stay. A count below the certified number is accepted and flagged by the evaluation. */
export function recordWorkforceCount(
  actor: Actor,
  country: string,
  input: WorkforceCountInput,
  now = new Date(),
): Promise<void> {
  return withActor(actor, async (db, fresh) => {
    if (!canCountWorkforce(fresh, country)) throw forbidden("may_not_count");
    const { low: givenLow, high: givenHigh, populationKey, value, method, source, note } = input;
    const low = givenLow ?? Math.floor(value * (1 - SPREAD[method]));
    const high = givenHigh ?? Math.ceil(value * (1 + SPREAD[method]));
    if (low > value) throw invalid("low_above_value", { field: "low" });
    if (high < value) throw invalid("high_below_value", { field: "high" });
    if (input.asOfOn > (await getCountryToday(db, country, now)))
      throw invalid("day_in_future", { field: "asOfOn" });
    const known = await db.population.findUnique({ where: { key: populationKey } });
    if (!known) throw invalid("unknown_population", { field: "populationKey" });
    const id = newId();
    await db.workforceCount.create({
      data: {
        id,
        country,
        populationKey,
        asOfOn: dateOf(day(input.asOfOn)),
        value,
        low,
        high,
        method,
        source,
        note,
        enteredBy: actor.personId,
      },
    });
    await recordAudit(db, {
      action: "workforce.counted",
      subjectKind: "workforce_count",
      subjectId: id,
      country,
      details: { populationKey },
    });
  });
}

/** Moves settled deltas into the rollup and notes the region's standing today; reads stay right before, during and after. */
export async function rollUpCapacity(now = new Date()): Promise<number> {
  const on = regionalToday(now);
  const [row] = await withoutActorAtLength(
    "capacity roll-up",
    (db) => db.$queryRaw<{ moved: number }[]>`select app.roll_up_capacity(${on}::date) as moved`,
  );
  return row?.moved ?? 0;
}
