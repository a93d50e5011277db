/** The regional calendar as different people read it, and what a page costs. */
import { beforeAll, describe, expect, test } from "vitest";
import { recordOffer } from "~/domain/cohorts/commands/partner-offers.server";
import { getCohortForm, getNewCohortForm } from "~/domain/cohorts/queries/cohort-form.server";
import { getCohortEnd, getCohortPage } from "~/domain/cohorts/queries/cohort-page.server";
import { listAcademyCohorts, listVisibleCohorts } from "~/domain/cohorts/queries/cohorts.server";
import { listOverlaps } from "~/domain/cohorts/queries/overlaps.server";
import { getRegionalCalendar } from "~/domain/cohorts/queries/regional-calendar.server";
import type { Actor } from "~/domain/kernel/actor";
import { addDays, regionalToday } from "~/domain/kernel/days";
import {
  createAcademy,
  createCohort,
  nominate,
  type TestAcademy,
  type TestCohort,
} from "../../factories/cohorts";
import { createPerson, ensureOrganisation } from "../../factories/identity";
import { testDatabase } from "../../setup";
import { countStatements } from "../../setup/statements";

const database = await testDatabase();
const TODAY = regionalToday(new Date());
let academy: TestAcademy;
let cohort: TestCohort;
let jamaican: Actor;
let lucian: Actor;
let chair: Actor;

beforeAll(async () => {
  academy = await createAcademy(database);
  cohort = await createCohort(database, {
    ...{ academy, seats: 10, quotas: { LC: 4, JM: 3 }, professions: ["le_first_responder"] },
  });
  jamaican = await createPerson(database, { country: "JM" });
  lucian = await createPerson(database, { grants: [{ role: "ncpoc", country: "LC" }] });
  chair = await createPerson(database, { country: "TT", grants: [{ role: "rcc_chair" }] });
  await nominate(database, cohort, { country: "LC" });
  await database.sql(
    `with given as (insert into quota_release (id, cohort_id, organisation_id, country, seats, reason)
       values (gen_random_uuid(), $1, $2, 'JM', 1, 'nobody to send'))
     update seat set country = null where id in (select id from seat where cohort_id = $1 and country = 'JM' limit 1)`,
    [cohort.cohortId, academy.organisationId],
  );
});

const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => ({ code: error.code, ...error.details }),
  );
const entryFor = async (actor: Actor, id = cohort.cohortId) =>
  (await getRegionalCalendar(actor, {})).entries.find((entry) => entry.id === id);

describe("the regional calendar", () => {
  test("says what is left for one's own country, what is shared and what others gave back", async () => {
    expect(await entryFor(jamaican)).toMatchObject({
      ...{ mine: { seats: 2, free: 2 }, sharedFree: 4, releasedByOthers: 0, byCountry: [] },
      ...{ state: "open", takesPeople: true },
    });
    expect(await entryFor(lucian)).toMatchObject({
      ...{ mine: { seats: 4, free: 3 }, sharedFree: 4, releasedByOthers: 1, byCountry: [] },
    });
    const barbadian = await createPerson(database, { country: "BB" });
    expect(await entryFor(barbadian)).toMatchObject({ mine: null, releasedByOthers: 1 });
  });

  test("shows every country's places to those who coordinate the region, and to nobody else by SQL", async () => {
    const { byCountry = [] } = (await entryFor(chair)) ?? {};
    expect(byCountry).toEqual([
      { name: "Jamaica", seats: 2, free: 2 },
      { name: "Saint Lucia", seats: 4, free: 3 },
    ]);
    const places = `select 1 from app.cohort_places(array['${cohort.cohortId}'::uuid]) where country = 'LC'`;
    expect(await database.rowsAsPerson(jamaican.personId, places)).toBe(0);
    expect(await database.rowsAsPerson(lucian.personId, places)).toBe(1);
    const seats = `select 1 from seat where cohort_id = '${cohort.cohortId}' and country = 'LC'`;
    expect(await database.rowsAsPerson(jamaican.personId, seats)).toBe(0);
  });

  test("has no drafts, nothing cancelled and nothing that is over", async () => {
    const hidden = [
      await createCohort(database, { academy, published: false }),
      await createCohort(database, {
        ...{ academy, now: new Date(Date.now() - 90 * 86_400_000), startsOn: addDays(TODAY, -80) },
      }),
    ];
    for (const { cohortId } of hidden) expect(await entryFor(jamaican, cohortId)).toBeUndefined();
  });

  test("takes nobody after nominations have closed", async () => {
    const closing = await createCohort(database, { academy, nominationsCloseOn: TODAY });
    expect(await entryFor(jamaican, closing.cohortId)).toMatchObject({ takesPeople: true });
    await database.sql("update cohort set nominations_close_on = $2 where id = $1", [
      ...[closing.cohortId, addDays(TODAY, -1)],
    ]);
    expect(await entryFor(jamaican, closing.cohortId)).toMatchObject({ takesPeople: false });
  });

  test("filters by country, curriculum, audience and mode; a training for all is for each", async () => {
    const only = await createCohort(database, { academy, countries: ["BB"], mode: "online" });
    const ids = async (filter: object) =>
      (await getRegionalCalendar(jamaican, filter)).entries.map(({ id }) => id);
    expect(await ids({ country: "JM" })).not.toContain(only.cohortId);
    expect(await ids({ country: "BB" })).toEqual(
      expect.arrayContaining([only.cohortId, cohort.cohortId]),
    );
    expect(await ids({ curriculum: only.curriculum.key })).toEqual([only.cohortId]);
    expect(await ids({ audience: "prosecutor" })).not.toContain(cohort.cohortId);
    expect(await ids({ mode: "online" })).toContain(only.cohortId);
  });
});

describe("overlaps", () => {
  test("with a partner's offer are named in the calendar, at the cohort and in the list", async () => {
    const startsOn = addDays(TODAY, 300);
    const own = await createCohort(database, {
      ...{ academy, curriculum: cohort.curriculum, startsOn, countries: ["LC", "GD"] },
    });
    await recordOffer(chair, {
      ...{ providerId: await ensureOrganisation(database, "unodc"), title: "Evidence course" },
      ...{ curriculumKey: cohort.curriculum.key, professions: [], countries: ["GD", "BB"] },
      ...{ startsOn: addDays(startsOn, 3), endsOn: addDays(startsOn, 30), place: "" },
      source: "their web site",
    });
    expect((await entryFor(jamaican, own.cohortId))?.overlapsWith).toEqual([
      "Evidence course (UNODC)",
    ]);
    expect((await getCohortPage(academy.manager, own.cohortId)).overlaps).toMatchObject([
      { countries: ["GD"], from: addDays(startsOn, 3), to: addDays(startsOn, 5) },
    ]);
    const { overlaps } = await listOverlaps(chair);
    expect(overlaps).toMatchObject([{ countries: ["Grenada"], second: { organiser: "UNODC" } }]);
    expect(await reasonOf(listOverlaps(jamaican))).toMatchObject({
      ...{ code: "forbidden", reason: "may_not_see_overlaps" },
    });
  });
});

describe("a cohort's page", () => {
  test("counts used and free places per country, the shared ones last", async () => {
    const { places, next } = await getCohortPage(academy.manager, cohort.cohortId);
    const numbers = { waiting: 0, requested: 0 };
    expect(places).toEqual([
      { country: "JM", name: "Jamaica", seats: 2, free: 2, taken: 0, released: 1, ...numbers },
      { country: "LC", name: "Saint Lucia", seats: 4, free: 3, taken: 1, released: 0, ...numbers },
      { country: null, name: null, seats: 4, free: 4, taken: 0, released: 0, ...numbers },
    ]);
    expect(next).toEqual({ kind: "startsOn", on: cohort.startsOn });
  });

  test("of a draft shows the places that would be made", async () => {
    const draft = await createCohort(database, {
      ...{ academy, published: false, seats: 5, quotas: { BB: 2 } },
    });
    const { places } = await getCohortPage(academy.manager, draft.cohortId);
    expect(places.map(({ country, seats }) => [country, seats])).toEqual([
      ["BB", 2],
      [null, 3],
    ]);
  });

  test("is the academy's own: others find no draft and no way in", async () => {
    const draft = await createCohort(database, { academy, published: false });
    expect(await reasonOf(getCohortPage(lucian, draft.cohortId))).toMatchObject({
      ...{ code: "not_found", reason: "unknown_cohort" },
    });
    expect(await reasonOf(getCohortPage(lucian, cohort.cohortId))).toMatchObject({
      ...{ code: "forbidden", reason: "not_academy_staff" },
    });
    expect(await reasonOf(listAcademyCohorts(lucian, { page: 1 }))).toMatchObject({
      code: "forbidden",
    });
    const visible = await listVisibleCohorts(jamaican, { page: 1 });
    expect(visible.cohorts.some(({ id }) => id === draft.cohortId)).toBe(false);
    expect(visible.cohorts.some(({ id }) => id === cohort.cohortId)).toBe(true);
  });
});

test.each<[string, () => Promise<unknown>]>([
  ["the calendar", () => getRegionalCalendar(chair, {})],
  ["the overlaps", () => listOverlaps(chair)],
  ["the academy's cohorts", () => listAcademyCohorts(academy.manager, { page: 1 })],
  ["a cohort's page", () => getCohortPage(academy.manager, cohort.cohortId)],
  ["a cohort's end", () => getCohortEnd(academy.manager, cohort.cohortId)],
  ["a cohort's form", () => getCohortForm(academy.manager, cohort.cohortId)],
  ["a new cohort's form", () => getNewCohortForm(academy.manager)],
])("%s takes six statements at most, whatever the number of rows", async (_what, read) => {
  const { statements } = await countStatements(read);
  expect(statements.length).toBeLessThanOrEqual(6);
});
