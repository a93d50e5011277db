/** What happens to people and seats when a published cohort changes, is cancelled, closed or copied. */
import { beforeAll, describe, expect, test } from "vitest";
import { changeCohort } from "~/domain/cohorts/commands/change-cohort.server";
import { copyCohort } from "~/domain/cohorts/commands/copy-cohort.server";
import { cancelCohort, closeCohort } from "~/domain/cohorts/commands/end-cohort.server";
import { publishCohort } from "~/domain/cohorts/commands/publish-cohort.server";
import type { CohortInput } from "~/domain/cohorts/input.server";
import { addDays, today } from "~/domain/kernel/days";
import { handler as tellChanged } from "../../../workers/handlers/cohorts.tell-cohort-changed";
import { type Curriculum, createCurriculum } from "../../factories/assessment";
import {
  type CohortOptions,
  createAcademy,
  createCohort,
  draftInput,
  nominate,
  type TestAcademy,
  type TestCohort,
} from "../../factories/cohorts";
import { createPerson } from "../../factories/identity";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const DAY = 86_400_000;
const later = (days: number) => new Date(Date.now() + days * DAY);
let academy: TestAcademy;
let curriculum: Curriculum;

beforeAll(async () => {
  academy = await createAcademy(database);
  curriculum = await createCurriculum(database);
});

const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => ({ code: error.code, ...error.details }),
  );
const cohortOf = (options: CohortOptions = {}) =>
  createCohort(database, { academy, curriculum, ...options });
const change = (cohort: TestCohort, input: Partial<CohortInput>, now?: Date) =>
  changeCohort(
    academy.manager,
    cohort.cohortId,
    { ...draftInput(curriculum, cohort.startsOn), ...input },
    now,
  );
const seatsOf = async ({ cohortId }: TestCohort) => {
  const rows = await database.sql<{ label: string; free: number; taken: number }>(
    `select coalesce(country, 'reserve') as label, count(*) filter (where nomination_id is null)::int as free,
       count(nomination_id)::int as taken from seat where cohort_id = $1 group by 1`,
    [cohortId],
  );
  return Object.fromEntries(rows.map(({ label, free, taken }) => [label, { free, taken }]));
};
const statusOf = async (nominationId: string) =>
  (
    await database.sql<{ status: string }>("select status from nomination where id = $1", [
      nominationId,
    ])
  )[0]?.status;
const word = async (topic: string, { cohortId }: TestCohort) =>
  (
    await database.sql("select 1 from outbox where topic = $1 and payload ->> 'cohortId' = $2", [
      topic,
      cohortId,
    ])
  ).length;

describe("the seats of a published cohort", () => {
  test("grow, and whoever waits hears of it", async () => {
    const cohort = await cohortOf({ seats: 4, quotas: { LC: 2 } });
    await change(cohort, { seats: 6, quotas: { LC: 3 } });
    expect(await seatsOf(cohort)).toEqual({
      LC: { free: 3, taken: 0 },
      reserve: { free: 3, taken: 0 },
    });
    expect(await word("cohorts.seat-freed", cohort)).toBeGreaterThan(0);
  });

  test("shrink by free seats only: whoever has one keeps it", async () => {
    const cohort = await cohortOf({ seats: 4, quotas: { LC: 2, JM: 1 } });
    const booked = await nominate(database, cohort, { country: "LC" });
    expect(booked.status).toBe("booked");
    expect(await reasonOf(change(cohort, { seats: 4, quotas: { JM: 1 } }))).toMatchObject({
      ...{ code: "conflict", reason: "quota_taken", field: "quotas.LC", country: "LC", taken: 1 },
    });
    await change(cohort, { seats: 1, quotas: { LC: 1 } });
    expect(await seatsOf(cohort)).toEqual({ LC: { free: 0, taken: 1 } });
    expect(await statusOf(booked.nominationId)).toBe("booked");
  });

  test("are never more nor fewer than planned when people book while the plan shrinks and grows", async () => {
    const cohort = await cohortOf({ seats: 8, quotas: { LC: 4 } });
    const plans = [
      { seats: 5, quotas: { LC: 2 } },
      { seats: 9, quotas: { LC: 3 } },
    ];
    const [answers] = await Promise.all([
      Promise.all(plans.map((plan) => reasonOf(change(cohort, plan)))),
      Promise.all(Array.from({ length: 8 }, () => nominate(database, cohort))),
    ]);
    for (const answer of answers)
      if (answer) expect(["seats_taken", "quota_taken"]).toContain(answer.reason);
    const [row] = await database.sql<{
      planned: number;
      seats: number;
      holders: number;
      booked: number;
    }>(
      `select c.seats as planned, (select count(*)::int from seat s where s.cohort_id = c.id) as seats,
         (select count(nomination_id)::int from seat s where s.cohort_id = c.id) as holders,
         (select count(*)::int from nomination n where n.cohort_id = c.id and n.status = 'booked') as booked
       from cohort c where c.id = $1`,
      [cohort.cohortId],
    );
    expect(row?.seats).toBe(row?.planned);
    expect(row?.holders).toBe(row?.booked);
  });

  test("stay where a country gave them back, and its quota remembers what it was", async () => {
    const cohort = await cohortOf({ seats: 4, quotas: { LC: 3 } });
    await database.sql(
      `with given as (insert into quota_release (id, cohort_id, organisation_id, country, seats, reason)
         values (gen_random_uuid(), $1, $2, 'LC', 2, 'nobody to send'))
       update seat set country = null where id in (select id from seat where cohort_id = $1 and country = 'LC' limit 2)`,
      [cohort.cohortId, academy.organisationId],
    );
    await change(cohort, { seats: 5, quotas: { LC: 1 } });
    expect(await seatsOf(cohort)).toMatchObject({ LC: { free: 1 }, reserve: { free: 4 } });
    const quota = await database.sql("select seats from cohort_quota where cohort_id = $1", [
      cohort.cohortId,
    ]);
    expect(quota).toEqual([{ seats: 3 }]);
  });
});

describe("the dates of a published cohort", () => {
  test("move, and every living nominee is told once", async () => {
    const cohort = await cohortOf();
    const person = await createPerson(database, { country: "JM" });
    await nominate(database, cohort, { country: "JM", person });
    await nominate(database, cohort, { wanted: "approved" });
    const startsOn = addDays(today("America/St_Lucia", new Date()), 200);
    const dates = { startsOn, endsOn: addDays(startsOn, 5) };
    expect(await change(cohort, dates)).toEqual({ told: 2 });
    expect(await change(cohort, dates)).toEqual({ told: 0 });
    const events = await database.sql(
      `select country, person_id from outbox where topic = 'cohorts.cohort-changed' and payload ->> 'cohortId' = $1
         and payload -> 'what' = '["dates"]' order by country`,
      [cohort.cohortId],
    );
    expect(events).toEqual([
      { country: "JM", person_id: person.personId },
      { country: "LC", person_id: null },
    ]);
  });

  test("are told by mail, once however often the worker tries, and not to whoever has left", async () => {
    const cohort = await cohortOf();
    const staying = await nominate(database, cohort, { country: "JM" });
    const leaving = await nominate(database, cohort, { country: "JM" });
    const startsOn = addDays(today("America/St_Lucia", new Date()), 200);
    await change(cohort, { startsOn, endsOn: startsOn, hostCountry: "JM" });
    await database.sql("update nomination set status = 'withdrawn' where id = $1", [
      leaving.nominationId,
    ]);
    const told = await database.sql<{ id: string; payload: unknown }>(
      "select id, payload from outbox where topic = 'cohorts.cohort-changed' and payload ->> 'cohortId' = $1",
      [cohort.cohortId],
    );
    expect(told).toHaveLength(2);
    for (const { id, payload } of [...told, ...told]) await tellChanged.run(id, payload);
    const mails = await database.sql<{ email: string; body: string }>(
      "select email, body from message where kind = 'announcement' and country = 'JM'",
    );
    expect(mails.map(({ email }) => email)).toEqual([`${staying.nominationId}@example.test`]);
    const when = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
    expect(mails[0]?.body).toContain("We have changed the dates and the place.");
    expect(mails[0]?.body).toContain(`When: ${when.format(new Date(startsOn))}\nWhere: Jamaica`);
  });

  test("take the academy's view of whoever has a seat along", async () => {
    const cohort = await cohortOf();
    const person = await createPerson(database, { country: "JM" });
    await nominate(database, cohort, { country: "JM", person });
    const startsOn = addDays(today("America/St_Lucia", new Date()), 200);
    await change(cohort, { startsOn, endsOn: addDays(startsOn, 5) });
    const [row] = await database.sql<{ days: number }>(
      "select until_on - $2::date as days from disclosure where cohort_id = $1",
      [cohort.cohortId, startsOn],
    );
    expect(row).toEqual({ days: 95 });
  });

  test("cannot go, start in the past, or move once it runs", async () => {
    const cohort = await cohortOf();
    const startsOn = cohort.startsOn ?? today("UTC", new Date());
    const yesterday = addDays(today("America/St_Lucia", new Date()), -1);
    expect(await reasonOf(change(cohort, { startsOn: null, endsOn: null }))).toMatchObject({
      ...{ code: "conflict", reason: "dates_needed", field: "startsOn" },
    });
    expect(await reasonOf(change(cohort, { startsOn: yesterday }))).toMatchObject({
      reason: "starts_in_past",
    });
    const moved = { startsOn: addDays(startsOn, 1) };
    expect(await reasonOf(change(cohort, moved, later(50)))).toMatchObject({
      reason: "already_started",
    });
    expect(await reasonOf(change(cohort, {}, later(60)))).toMatchObject({
      reason: "cohort_is_over",
    });
  });

  test("come to a list of interest, and those who waited are looked at", async () => {
    const list = await cohortOf({ startsOn: null });
    const waiting = await nominate(database, list);
    expect(waiting.status).toBe("waitlisted");
    const startsOn = addDays(today("America/St_Lucia", new Date()), 60);
    expect(await change(list, { startsOn, endsOn: startsOn })).toEqual({ told: 1 });
    expect(await word("cohorts.seat-freed", list)).toBeGreaterThan(0);
  });
});

test("the curriculum of a published cohort stays; that of a draft does not", async () => {
  const other = await createCurriculum(database);
  const cohort = await cohortOf();
  const input = { curriculumVersionId: other.versionId };
  expect(await reasonOf(change(cohort, input))).toMatchObject({
    ...{ code: "conflict", reason: "curriculum_fixed" },
  });
  const draft = await cohortOf({ published: false });
  await change(draft, { ...input, startsOn: null, endsOn: null, quotas: { LC: 2 } });
  const quotas = await database.sql(
    "select country, seats from cohort_quota where cohort_id = $1",
    [draft.cohortId],
  );
  expect(quotas).toEqual([{ country: "LC", seats: 2 }]);
});

describe("cancelling", () => {
  test("settles every living nomination with the reason, frees the seats and ends the academy's view", async () => {
    const cohort = await cohortOf({ seats: 1 });
    const person = await createPerson(database, { country: "JM" });
    const booked = await nominate(database, cohort, { country: "JM", person });
    const waiting = await nominate(database, cohort);
    const approved = await nominate(database, cohort, { wanted: "approved" });
    const reason = "Tropical storm warning";
    expect(await cancelCohort(academy.manager, cohort.cohortId, { reason })).toEqual({
      settled: 3,
    });
    for (const { nominationId } of [booked, waiting, approved])
      expect(await statusOf(nominationId)).toBe("cancelled");
    const history = await database.sql(
      "select reason, note, recorded_by from nomination_event where nomination_id = $1 order by id desc limit 1",
      [booked.nominationId],
    );
    expect(history).toEqual([
      { reason: "cohort_cancelled", note: reason, recorded_by: academy.manager.personId },
    ]);
    expect(await seatsOf(cohort)).toEqual({ reserve: { free: 1, taken: 0 } });
    const [disclosure] = await database.sql(
      "select until_on <= current_date as over from disclosure where cohort_id = $1",
      [cohort.cohortId],
    );
    expect(disclosure).toEqual({ over: true });
    expect(await word("cohorts.cohort-cancelled", cohort)).toBe(1);
    expect(await cancelCohort(academy.manager, cohort.cohortId, { reason })).toEqual({
      settled: 0,
    });
    expect(await reasonOf(publishCohort(academy.manager, cohort.cohortId))).toMatchObject({
      reason: "cohort_is_over",
    });
  });

  test("is the managing academy's alone, and not for what is over", async () => {
    const cohort = await cohortOf();
    const stranger = await createAcademy(database, { country: "JM" });
    const contact = await createPerson(database, { grants: [{ role: "ncpoc", country: "LC" }] });
    const reason = "not mine";
    for (const actor of [stranger.manager, contact]) {
      for (const attempt of [
        () => cancelCohort(actor, cohort.cohortId, { reason }),
        () => closeCohort(actor, cohort.cohortId, later(90)),
        () => copyCohort(actor, cohort.cohortId, "draft"),
        () => changeCohort(actor, cohort.cohortId, draftInput(curriculum)),
      ])
        expect(await reasonOf(attempt())).toMatchObject({
          ...{ code: "forbidden", reason: "not_academy_manager" },
        });
    }
    expect(
      await reasonOf(cancelCohort(academy.manager, cohort.cohortId, { reason }, later(90))),
    ).toMatchObject({ code: "conflict", reason: "cohort_is_over" });
  });
});

describe("closing", () => {
  test("is for what has ended; whoever still waited is told, whoever had a seat keeps it", async () => {
    const cohort = await cohortOf({ seats: 1 });
    const booked = await nominate(database, cohort);
    const waiting = await nominate(database, cohort);
    expect(await reasonOf(closeCohort(academy.manager, cohort.cohortId))).toMatchObject({
      ...{ code: "conflict", reason: "not_ended" },
    });
    expect(await closeCohort(academy.manager, cohort.cohortId, later(90))).toEqual({ settled: 1 });
    expect(await statusOf(booked.nominationId)).toBe("booked");
    expect(await statusOf(waiting.nominationId)).toBe("cancelled");
    expect(await closeCohort(academy.manager, cohort.cohortId, later(90))).toEqual({ settled: 0 });
  });
});

describe("a copy", () => {
  test("has the plan without the dates, the newest curriculum and nobody in it", async () => {
    const cohort = await cohortOf({ quotas: { LC: 3 }, approvals: ["ncpoc"], seats: 9 });
    await nominate(database, cohort);
    const copy = await copyCohort(academy.manager, cohort.cohortId, "draft");
    const [row] = await database.sql(
      `select c.starts_on, c.seats, c.approvals, c.published_at, c.copied_from_id, q.seats as quota,
         (select count(*)::int from nomination n where n.cohort_id = c.id) as people
       from cohort c join cohort_quota q on q.cohort_id = c.id where c.id = $1`,
      [copy.cohortId],
    );
    expect(row).toEqual({
      ...{ starts_on: null, seats: 9, approvals: ["ncpoc"], published_at: null, quota: 3 },
      ...{ people: 0, copied_from_id: cohort.cohortId },
    });
  });

  test("as a template can be drafted from and never published", async () => {
    const cohort = await cohortOf();
    const template = await copyCohort(academy.manager, cohort.cohortId, "template");
    expect(template.code).toMatch(/-TEMPLATE-001$/);
    expect(await reasonOf(publishCohort(academy.manager, template.cohortId))).toMatchObject({
      ...{ code: "conflict", reason: "is_template" },
    });
    const draft = await copyCohort(academy.manager, template.cohortId, "draft");
    expect(draft.code).not.toContain("TEMPLATE");
  });
});
