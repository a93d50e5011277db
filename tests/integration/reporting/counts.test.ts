/** Counts against rows made here: they reconcile, keep to their country, and single nobody out beyond it. */
import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "~/domain/kernel/actor";
import { addDays, addMonths, type Day, regionalToday } from "~/domain/kernel/days";
import { newId } from "~/domain/kernel/ids";
import { getRegionalBench, getTrainerBench } from "~/domain/reporting/queries/trainer-bench.server";
import {
  getAcademyCounts,
  getCountryCounts,
  getRegionalCounts,
} from "~/domain/reporting/queries/training-counts.server";
import { MEASURES } from "~/domain/reporting/schema";
import { createCohort, nominate, type TestCohort } from "../../factories/cohorts";
import { createPerson } from "../../factories/identity";
import { refusalOf } from "../../factories/nominations";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const TODAY = regionalToday(new Date());
const YEAR = { from: addMonths(TODAY, -12), to: TODAY };
let cohort: TestCohort;
let lucia: Actor;
let chair: Actor;

beforeAll(async () => {
  cohort = await createCohort(database);
  lucia = await createPerson(database, { grants: [{ role: "ncpoc", country: "LC" }] });
  chair = await createPerson(database, { country: "JM", grants: [{ role: "rcc_chair" }] });
  const sessions = [await heldOn(addDays(TODAY, -20)), await heldOn(addDays(TODAY, -19))];
  for (let n = 0; n < 6; n++) await trained(sessions, { sex: "female", certified: n < 2 });
  for (let n = 0; n < 3; n++) await trained(sessions.slice(0, 1), { sex: "male" });
  await trained(sessions, { sex: "not_stated" });
  await trained(sessions, { sex: "female", country: "JM" });
  await trained(sessions, { sex: "male", branch: "judicial" });
  await trained([await heldOn(addDays(TODAY, -900))], { sex: "male" });
  await trained(sessions, { sex: "male", mark: "absent" });
});

async function heldOn(on: Day): Promise<string> {
  const id = newId();
  await database.sql(
    `insert into cohort_session (id, cohort_id, organisation_id, title, starts_at, ends_at, zone)
     values ($1, $2, $3, 'Day', $4::date + time '14:00', $4::date + time '18:00', 'America/St_Lucia')`,
    [id, cohort.cohortId, cohort.academy.organisationId, on],
  );
  return id;
}

type Trained = {
  sex: string;
  country?: string;
  branch?: "general" | "judicial";
  certified?: boolean;
  mark?: string;
};

async function trained(
  sessions: string[],
  { sex, country = "LC", branch = "general", certified = false, mark = "present" }: Trained,
): Promise<void> {
  const person = await createPerson(database, { country, branch });
  const { nominationId } = await nominate(database, cohort, { country, branch, person });
  await database.sql("update nomination set sex = $2 where id = $1", [nominationId, sex]);
  for (const session of sessions)
    await database.sql(
      `insert into attendance (id, session_id, cohort_id, organisation_id, nomination_id, person_id, country, branch, mark, source)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'list')`,
      [
        ...[newId(), session, cohort.cohortId, cohort.academy.organisationId, nominationId],
        ...[person.personId, country, branch, mark],
      ],
    );
  if (certified) await hold(person, "FR-CORE", country);
}

const hold = (person: Actor, certification: string, country: string, until = addDays(TODAY, 300)) =>
  database.sql(
    `insert into capacity_holding (person_id, country, branch, profession_key, certification_key, scope, assurance, from_on, to_on, award_id)
     values ($1, $2, 'general', 'le_first_responder', $3, 'full', 'C2', $4, $5, $6)`,
    [person.personId, country, certification, addDays(TODAY, -100), until, newId()],
  );

const rowsOf = (
  { tables }: Awaited<ReturnType<typeof getCountryCounts>>["counts"],
  dimension: string,
) =>
  Object.fromEntries(
    (tables.find((t) => t.dimension === dimension)?.rows ?? []).map(({ key, ...row }) => [
      key,
      row,
    ]),
  );

describe("a country's counts", () => {
  test("are its own general branch, once per person, with those certified today", async () => {
    const { counts } = await getCountryCounts(lucia, "LC", YEAR);
    expect(counts.total).toEqual({ attendances: 17, persons: 10, certified: 2 });
    expect(rowsOf(counts, "sex")).toEqual({
      female: { attendances: 12, persons: 6, certified: 2 },
      male: { attendances: 3, persons: 3, certified: 0 },
      null: { attendances: 2, persons: 1, certified: 0 },
    });
  });

  test("add up to the total in every table", async () => {
    const { counts } = await getCountryCounts(lucia, "LC", YEAR);
    for (const { rows } of counts.tables)
      for (const measure of MEASURES)
        expect(rows.reduce((sum, row) => sum + (row[measure] ?? 0), 0)).toBe(counts.total[measure]);
  });

  test("are refused to another country's contact point, to a regional role and to a learner", async () => {
    const jamaica = await createPerson(database, {
      ...{ country: "JM", grants: [{ role: "ncpoc", country: "JM" }] },
    });
    for (const actor of [jamaica, chair, await createPerson(database)])
      expect(await refusalOf(getCountryCounts(actor, "LC", YEAR))).toBe(
        "forbidden/not_your_country",
      );
  });

  test("follow a correction", async () => {
    const [first] = await database.sql<{ id: string }>(
      "select a.id from attendance a join nomination n on n.id = a.nomination_id where n.sex = 'not_stated' limit 1",
    );
    const corrected = newId();
    await database.sql(
      `insert into attendance (id, session_id, cohort_id, organisation_id, nomination_id, person_id, country, branch, mark, source, corrects_id, reason)
       select $2, session_id, cohort_id, organisation_id, nomination_id, person_id, country, branch, 'absent', 'list', id, 'left' from attendance where id = $1`,
      [first?.id, corrected],
    );
    const { counts } = await getCountryCounts(lucia, "LC", YEAR);
    expect(counts.total).toMatchObject({ attendances: 16, persons: 10 });
    await database.sql("delete from attendance where id = $1", [corrected]);
  });
});

describe("an academy's counts", () => {
  test("are everybody in its cohorts, the judge included, and nobody of another academy's", async () => {
    const { counts } = await getAcademyCounts(cohort.academy.manager, YEAR);
    expect(counts.total).toMatchObject({ attendances: 21, persons: 12 });
    const other = (await createCohort(database)).academy.manager;
    expect((await getAcademyCounts(other, YEAR)).counts.total.persons).toBe(0);
    expect(await refusalOf(getAcademyCounts(lucia, YEAR))).toBe("forbidden/not_academy_staff");
  });
});

describe("the region's counts", () => {
  test("hold back the one Jamaican, and Saint Lucia from whose figure the one could be found", async () => {
    const { counts } = await getRegionalCounts(chair, YEAR);
    for (const { rows } of counts.tables)
      for (const row of rows)
        for (const measure of MEASURES) {
          const shown = row[measure];
          expect(shown === null || shown === 0 || shown >= 5).toBe(true);
        }
    const countries = rowsOf(counts, "country");
    expect(countries.Jamaica?.persons ?? null).toBeNull();
    expect(countries["Saint Lucia"]?.persons ?? null).toBeNull();
  });

  test("are for regional roles, by page and by SQL", async () => {
    expect(await refusalOf(getRegionalCounts(lucia, YEAR))).toBe("forbidden/not_regional");
    const sums = "select 1 from app.training_counts('2000-01-01', '2100-01-01', current_date)";
    expect(await database.rowsAsPerson(lucia.personId, sums)).toBe(0);
  });
});

describe("the bench of trainers", () => {
  test("names certified trainers inside the country, with what they delivered", async () => {
    const trainer = await createPerson(database, { fullName: "Trainer Able" });
    await hold(trainer, "TOT", "LC");
    await database.sql(
      `insert into session_trainer (session_id, cohort_id, organisation_id, person_id, country, branch, name)
       select s.id, s.cohort_id, s.organisation_id, $1, 'LC', 'general', 'Trainer Able' from cohort_session s where s.cohort_id = $2 and s.starts_at > now() - interval '30 days'`,
      [trainer.personId, cohort.cohortId],
    );
    const { trainers, delivers } = await getTrainerBench(lucia, "LC");
    expect(trainers).toMatchObject([{ name: "Trainer Able", state: "certified", sessions: 2 }]);
    const verdict = delivers.find((one) => one.curriculumKey === "FR-CORE");
    expect(verdict).toMatchObject({ unaided: false, why: "no_trainer" });
    const { rows } = await getRegionalBench(chair);
    expect(rows.find(({ iso2 }) => iso2 === "LC")).toMatchObject({ certified: 1, active: 1 });
    expect(JSON.stringify(rows)).not.toContain("Able");
  });

  test("is refused beyond the country, and the region's to a contact point", async () => {
    expect(await refusalOf(getTrainerBench(chair, "LC"))).toBe("forbidden/not_your_country");
    expect(await refusalOf(getTrainerBench(lucia, "JM"))).toBe("forbidden/not_your_country");
    expect(await refusalOf(getRegionalBench(lucia))).toBe("forbidden/not_regional");
    const sums = "select 1 from app.trainer_bench(current_date, now(), now())";
    expect(await database.rowsAsPerson(lucia.personId, sums)).toBe(0);
  });
});
