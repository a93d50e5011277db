/** From the draft to the published cohort: who may, what is checked, what exists afterwards. */
import { beforeAll, describe, expect, test } from "vitest";
import { createCohort as createDraft } from "~/domain/cohorts/commands/create-cohort.server";
import { publishCohort } from "~/domain/cohorts/commands/publish-cohort.server";
import { addDays, today } from "~/domain/kernel/days";
import { type Curriculum, createCurriculum } from "../../factories/assessment";
import {
  allowDelivery,
  createAcademy,
  createCohort,
  draftInput,
  type TestAcademy,
} from "../../factories/cohorts";
import { createPerson } from "../../factories/identity";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const TODAY = today("America/St_Lucia", new Date());
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
const draft = (change: object = {}, by = academy) =>
  createDraft(by.manager, {
    ...draftInput(curriculum),
    ...{ organisationId: by.organisationId, ...change },
  });
const seatsOf = (cohortId: string) =>
  database.sql<{ country: string | null; seats: number }>(
    "select country, count(*)::int as seats from seat where cohort_id = $1 group by 1 order by 1 nulls last",
    [cohortId],
  );

describe("a draft", () => {
  test("has a code of its curriculum and year, counted across academies", async () => {
    const other = await createAcademy(database, { country: "JM" });
    const codes = [await draft(), await draft({}, other), await draft()].map(({ code }) => code);
    const year = addDays(TODAY, 49).slice(0, 4);
    expect(codes).toEqual(["001", "002", "003"].map((n) => `${curriculum.key}-${year}-${n}`));
  });

  test("gets different codes when two are made at once", async () => {
    const made = await Promise.all([draft(), draft(), draft(), draft()]);
    expect(new Set(made.map(({ code }) => code)).size).toBe(4);
  });

  test("lives in the zone of the country it is held in, else of its academy", async () => {
    const zone = async (hostCountry: string | null) => {
      const { cohortId } = await draft({ hostCountry });
      return (await database.sql("select zone from cohort where id = $1", [cohortId]))[0];
    };
    expect(await zone("JM")).toEqual({ zone: "America/Jamaica" });
    expect(await zone(null)).toEqual({ zone: "America/St_Lucia" });
  });

  test.each([
    ["unknown_curriculum", "curriculumVersionId", { curriculumVersionId: academyIdOfNobody() }],
    ["unknown_profession", "professions", { professions: ["astronaut"] }],
    ["unknown_country", "countries", { countries: ["XX"] }],
    ["unknown_country", "quotas.XX", { quotas: { XX: 1 } }],
    ["unknown_certification", "prerequisites", { prerequisites: ["NO-SUCH"] }],
    ["unknown_venue", "venueId", { venueId: academyIdOfNobody() }],
    ["quotas_exceed_seats", "seats", { seats: 3, quotas: { LC: 4 } }],
    ["end_before_start", "endsOn", { endsOn: TODAY }],
  ])("is refused as %s at %s", async (reason, field, change) => {
    expect(await reasonOf(draft(change))).toMatchObject({ code: "invalid", reason, field });
  });

  test("is made only by the academy's manager, and is found by nobody else", async () => {
    const { cohortId } = await draft();
    const instructor = await createPerson(database, {
      grants: [{ role: "instructor", organisation: academy.key }],
    });
    const stranger = await createAcademy(database, { country: "JM" });
    const body = { ...draftInput(curriculum), organisationId: academy.organisationId };
    for (const actor of [instructor, stranger.manager])
      expect(await reasonOf(createDraft(actor, body))).toMatchObject({
        ...{ code: "forbidden", reason: "not_academy_manager" },
      });
    expect(await reasonOf(publishCohort(instructor, cohortId))).toMatchObject({
      code: "forbidden",
    });
    expect(await reasonOf(publishCohort(stranger.manager, cohortId))).toMatchObject({
      ...{ code: "not_found", reason: "unknown_cohort" },
    });
  });
});

function academyIdOfNobody() {
  return "0198c2a0-0000-7000-8000-000000000000";
}

describe("publishing", () => {
  test("makes the quotas' seats and the shared reserve, once", async () => {
    const { cohortId } = await createCohort(database, {
      ...{ academy, curriculum, seats: 12, quotas: { LC: 4, JM: 3, BB: 0 } },
    });
    await publishCohort(academy.manager, cohortId);
    expect(await seatsOf(cohortId)).toEqual([
      { country: "JM", seats: 3 },
      { country: "LC", seats: 4 },
      { country: null, seats: 5 },
    ]);
    const audit = await database.sql(
      "select action, country from audit_event where subject_id = $1",
      [cohortId],
    );
    expect(audit).toEqual([{ action: "cohort.published", country: "LC" }]);
  });

  test("shows the cohort to everybody signed in", async () => {
    const cohort = await createCohort(database, { academy, curriculum, published: false });
    const jamaican = await createPerson(database, { country: "JM" });
    const seen = () =>
      database.rowsAsPerson(
        jamaican.personId,
        `select 1 from cohort where id = '${cohort.cohortId}'`,
      );
    expect(await seen()).toBe(0);
    await publishCohort(academy.manager, cohort.cohortId);
    expect(await seen()).toBe(1);
  });

  test("needs the right to deliver the curriculum on the first day", async () => {
    const unready = await createAcademy(database, { country: "JM" });
    const { cohortId } = await draft({}, unready);
    expect(await reasonOf(publishCohort(unready.manager, cohortId))).toMatchObject({
      ...{ code: "conflict", reason: "no_delivery_right", curriculum: curriculum.key },
    });
    await allowDelivery(database, unready.organisationId, curriculum.key);
    const until = (on: string | null) =>
      database.sql("update delivery_right set until_on = $2 where organisation_id = $1", [
        ...[unready.organisationId, on],
      ]);
    await until(addDays(TODAY, 48));
    expect(await reasonOf(publishCohort(unready.manager, cohortId))).toMatchObject({
      reason: "no_delivery_right",
    });
    await until(addDays(TODAY, 49));
    expect(await reasonOf(publishCohort(unready.manager, cohortId))).toBeNull();
  });

  test("refuses a first day or a close of nominations that has passed", async () => {
    const past = await draft({ startsOn: addDays(TODAY, -1), endsOn: addDays(TODAY, 3) });
    expect(await reasonOf(publishCohort(academy.manager, past.cohortId))).toMatchObject({
      ...{ code: "conflict", reason: "starts_in_past" },
    });
    const closed = await draft({ nominationsCloseOn: addDays(TODAY, -1) });
    expect(await reasonOf(publishCohort(academy.manager, closed.cohortId))).toMatchObject({
      reason: "nominations_closed_already",
    });
    expect(await seatsOf(past.cohortId)).toEqual([]);
  });
});
