/**
 * The nightly evaluation: each country at its own midnight, kept where it differs from what was found before. What it finds
 * missing per curriculum is left for whoever orders a waitlist.
 */
import { type Day, dateOf, day, today } from "~/domain/kernel/days";
import { type ActorDb, withJob, withoutActor } from "~/platform/db/doors.server";
import { evaluateCountries, listStandards } from "../facts.server";
import { dayBegun } from "../jobs";
import type { Cell, Standard } from "../schema";
import { trainingShortfalls } from "../training-priority";

/** Leaves word for every country whose day has begun since it was last asked. Answers how many. */
export const beginDays = (now = new Date()): Promise<number> =>
  withoutActor("the day begins", async (db) => {
    const countries = await db.country.findMany({ select: { iso2: true, zone: true } });
    const days = Object.fromEntries(countries.map(({ iso2, zone }) => [iso2, today(zone, now)]));
    const [row] = await db.$queryRaw<{ begun: number }[]>`
      select app.begin_evaluation_days(${JSON.stringify(days)}::jsonb, ${dayBegun}) as begun`;
    return row?.begun ?? 0;
  });

/** Evaluates the country of the event as of its day. The same event twice keeps the same rows. */
export const evaluateCountryAfter = (
  outboxId: string,
  { country, on }: { country: string; on: string },
): Promise<void> =>
  withJob(outboxId, async (db) => {
    const standards = await listStandards(db);
    const evaluated = await evaluateCountries(db, standards, [country], day(on));
    const cells = evaluated.get(country) ?? new Map<string, Cell>();
    await writeTrainingPriority(db, country, standards, cells);
    const found = [...cells].map(([standard, cell]) => ({
      ...{ standard, status: cell.status, numerator: cell.numerator, required: cell.required },
      hash: cell.ruleHash,
    }));
    await db.$executeRaw`
      insert into standard_evaluation (country, standard_key, on_day, status, numerator, required, rule_hash)
      select ${country}, f.standard, ${dateOf(day(on) satisfies Day)}::date, f.status, f.numerator, f.required, f.hash
      from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as f (standard text, status text, numerator float8, required float8, hash text)
      left join lateral (select * from standard_evaluation e where e.country = ${country} and e.standard_key = f.standard
        and e.on_day < ${dateOf(day(on))}::date order by e.on_day desc limit 1) last on true
      where (last.status, last.numerator, last.required, last.rule_hash) is distinct from (f.status, f.numerator, f.required, f.hash)
      on conflict (country, standard_key, on_day) do update set status = excluded.status, numerator = excluded.numerator,
        required = excluded.required, rule_hash = excluded.rule_hash`;
  });

async function writeTrainingPriority(
  db: ActorDb,
  country: string,
  standards: Standard[],
  cells: Map<string, Cell>,
): Promise<void> {
  const schemes = await db.certification.findMany({ select: { key: true, curriculumKey: true } });
  const curriculumOf = new Map(schemes.map(({ key, curriculumKey }) => [key, curriculumKey]));
  const shortfalls = trainingShortfalls(standards, cells, curriculumOf);
  await db.$executeRaw`select app.write_training_priority(${country}, ${JSON.stringify(shortfalls)}::jsonb)`;
}
