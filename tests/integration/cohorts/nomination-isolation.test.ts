/** What one country, one branch or one academy may know of another's nominees, by every page that shows nominations. */
import { beforeAll, describe, expect, test } from "vitest";
import { claimSeat } from "~/domain/cohorts/commands/claim-seat.server";
import { decideNominations } from "~/domain/cohorts/commands/decide-nominations.server";
import { withdrawNomination } from "~/domain/cohorts/commands/withdraw-nominations.server";
import { exportCohortRoster, getCohortRoster } from "~/domain/cohorts/queries/cohort-roster.server";
import {
  exportCountryNominations,
  getCountryNominations,
  previewDecisions,
} from "~/domain/cohorts/queries/country-nominations.server";
import { getNominationPage } from "~/domain/cohorts/queries/nomination.server";
import { getNominationForm } from "~/domain/cohorts/queries/nomination-form.server";
import { getOffer } from "~/domain/cohorts/queries/offer.server";
import type { Actor } from "~/domain/kernel/actor";
import { getMyHome } from "~/domain/reporting/queries/my-training.server";
import { createPerson } from "../../factories/identity";
import {
  createContact,
  createManager,
  offerCohort,
  promoteNow,
  putForward,
  refusalOf,
} from "../../factories/nominations";
import { testDatabase } from "../../setup";
import { countStatements } from "../../setup/statements";

const database = await testDatabase();
let academy: Actor;
let elsewhere: Actor;
let lucia: Actor;
let jamaica: Actor;

const ALL = { status: undefined, cohort: undefined, search: "", page: 1 };
const SECRET = "Very Private";

beforeAll(async () => {
  academy = await createManager(database);
  elsewhere = await createManager(database, "another-academy", "JM");
  lucia = await createContact(database, "LC");
  jamaica = await createContact(database, "JM");
});

const everythingSeenBy = async (actor: Actor, iso2: string, cohortId: string) =>
  JSON.stringify([
    await getCountryNominations(actor, iso2, ALL),
    await exportCountryNominations(actor, iso2, ALL),
    await getOffer(actor, cohortId),
    await getMyHome(actor),
  ]);

describe("the contact point of another country", () => {
  test("sees a nominee on no page, in no table file, and not by asking for it", async () => {
    const { cohortId } = await offerCohort(database);
    const { nominationId } = await putForward(lucia, cohortId, { fullName: SECRET });
    expect(await everythingSeenBy(jamaica, "JM", cohortId)).not.toContain(SECRET);
    expect(await everythingSeenBy(lucia, "LC", cohortId)).toContain(SECRET);
    for (const ask of [
      () => getCountryNominations(jamaica, "LC", ALL),
      () => exportCountryNominations(jamaica, "LC", ALL),
      () => previewDecisions(jamaica, "LC", [nominationId]),
    ])
      expect(await refusalOf(ask())).toBe("forbidden/not_your_country");
    expect((await previewDecisions(jamaica, "JM", [nominationId])).others).toEqual([]);
    const asked = [
      () => getNominationPage(jamaica, nominationId),
      () => withdrawNomination(jamaica, nominationId, "mine"),
    ];
    for (const ask of asked) expect(await refusalOf(ask())).toBe("not_found/unknown_nomination");
    expect(await refusalOf(getCohortRoster(jamaica, cohortId, {}))).toBe(
      "forbidden/not_academy_staff",
    );
  });

  test("learns from no refusal whom the neighbour put forward", async () => {
    const { cohortId } = await offerCohort(database);
    const typed = { fullName: SECRET, email: "private@example.test" };
    await putForward(lucia, cohortId, typed);
    expect(await putForward(jamaica, cohortId, { ...typed, country: "JM" })).toMatchObject({
      outcome: "added",
    });
  });

  test("finds nobody of another country by e-mail in the form", async () => {
    const { cohortId } = await offerCohort(database);
    await createPerson(database, { email: "own-jm@example.test", country: "JM" });
    await createPerson(database, { email: "lucian@example.test", country: "LC" });
    const known = async (email: string) =>
      (await getNominationForm(jamaica, cohortId, email)).known;
    expect(await known("own-jm@example.test")).toMatchObject({ country: "JM" });
    expect(await known("lucian@example.test")).toBeNull();
    expect(await known("nobody@example.test")).toBeNull();
  });
});

test("the contact point of the same country sees no nomination of its judiciary", async () => {
  const { cohortId } = await offerCohort(database, { enrolment: "open" });
  const judge = await createPerson(database, {
    branch: "judicial",
    fullName: "Her Honour",
    email: "bench@example.test",
  });
  const { nominationId } = await claimSeat(judge, cohortId, { lineManagerEmail: null });
  expect(await everythingSeenBy(lucia, "LC", cohortId)).not.toContain("Her Honour");
  expect(await refusalOf(getNominationPage(lucia, nominationId))).toBe(
    "not_found/unknown_nomination",
  );
  const decision = { id: [nominationId], outcome: "approved" as const, note: "" };
  expect(await refusalOf(decideNominations(lucia, "LC", decision))).toBe(
    "not_found/unknown_nomination",
  );
  expect((await getNominationForm(lucia, cohortId, "bench@example.test")).known).toBeNull();
  const [disclosure] = await database.sql<{ fields: string[] }>(
    "select fields from disclosure where person_id = $1 and cohort_id = $2",
    [judge.personId, cohortId],
  );
  expect(disclosure?.fields).not.toContain("scores");
});

describe("an academy", () => {
  const sees = (actor: Actor, personId: string) =>
    database.rowsAsPerson(actor.personId, `select 1 from person where id = '${personId}'`);

  test("sees what the platform knows of a foreign person only from the booking on, and until it ends", async () => {
    const { cohortId } = await offerCohort(database, { seats: 1 });
    const first = await putForward(academy, cohortId);
    const person = await createPerson(database, { country: "JM", email: "foreign@example.test" });
    const { nominationId } = await putForward(jamaica, cohortId, {
      ...{ country: "JM", email: "foreign@example.test" },
    });
    expect(await sees(academy, person.personId)).toBe(0);
    await withdrawNomination(academy, first.nominationId, "ill");
    await promoteNow(database, cohortId);
    expect(await sees(academy, person.personId)).toBe(1);
    expect(await sees(elsewhere, person.personId)).toBe(0);
    await withdrawNomination(jamaica, nominationId, "needed at home");
    expect(await sees(academy, person.personId)).toBe(0);
  });

  test("stops seeing them when the disclosure has run out", async () => {
    const { cohortId } = await offerCohort(database);
    const person = await createPerson(database, { country: "JM", email: "past@example.test" });
    await putForward(jamaica, cohortId, { country: "JM", email: "past@example.test" });
    expect(await sees(academy, person.personId)).toBe(1);
    await database.sql("update disclosure set until_on = current_date - 1 where person_id = $1", [
      person.personId,
    ]);
    expect(await sees(academy, person.personId)).toBe(0);
  });

  test("sees nobody of another academy's roster", async () => {
    const { cohortId } = await offerCohort(database);
    const { nominationId } = await putForward(lucia, cohortId);
    expect(await refusalOf(getCohortRoster(elsewhere, cohortId, {}))).toBe(
      "forbidden/not_academy_staff",
    );
    expect(await refusalOf(exportCohortRoster(elsewhere, cohortId))).toBe(
      "forbidden/not_academy_staff",
    );
    expect(await refusalOf(getNominationPage(elsewhere, nominationId))).toBe(
      "not_found/unknown_nomination",
    );
  });

  test("reads the roster with its waiting list in the order of promotion", async () => {
    const { cohortId } = await offerCohort(database, { seats: 1 });
    for (const fullName of ["Holder", "Early", "Late"])
      await putForward(lucia, cohortId, { fullName });
    const roster = await getCohortRoster(academy, cohortId, {});
    expect(roster.people.map((row) => [row.fullName, row.seat])).toEqual([["Holder", "shared"]]);
    expect(roster.waiting.map((row) => [row.fullName, row.place])).toEqual([
      ["Early", 1],
      ["Late", 2],
    ]);
    expect((await getCohortRoster(academy, cohortId, { status: "booked" })).waiting).toEqual([]);
  });
});

test("a learner sees where they stand, and nobody else", async () => {
  const { cohortId } = await offerCohort(database, { enrolment: "open", seats: 1 });
  await putForward(lucia, cohortId, { fullName: SECRET });
  const learner = await createPerson(database);
  await claimSeat(learner, cohortId, { lineManagerEmail: null });
  const offer = await getOffer(learner, cohortId);
  expect(offer.mine).toMatchObject({ status: "waitlisted", queue: { place: 1, waiting: 1 } });
  const { training } = await getMyHome(learner);
  expect(training).toMatchObject([{ cohortId, status: "waitlisted", queue: { place: 1 } }]);
  expect(JSON.stringify([offer, training])).not.toContain(SECRET);
});

describe("a page takes at most six statements, whatever the number of rows", () => {
  test.each<[string, (cohortId: string, nominationId: string) => Promise<unknown>]>([
    ["a cohort's own page", (cohortId) => getOffer(lucia, cohortId)],
    ["a country's nominations", () => getCountryNominations(lucia, "LC", ALL)],
    ["a roster", (cohortId) => getCohortRoster(academy, cohortId, {})],
    ["a nomination", (_, nominationId) => getNominationPage(lucia, nominationId)],
    ["a learner's home", () => getMyHome(lucia)],
    ["the form", (cohortId) => getNominationForm(lucia, cohortId, "nobody@example.test")],
  ])("%s", async (_page, read) => {
    const { cohortId } = await offerCohort(database, { prerequisites: ["FR-CORE"] });
    const { nominationId } = await putForward(lucia, cohortId);
    const few = (await countStatements(() => read(cohortId, nominationId))).statements.length;
    for (const _ of [1, 2, 3]) await putForward(lucia, cohortId);
    const many = (await countStatements(() => read(cohortId, nominationId))).statements.length;
    expect(many).toBe(few);
    expect(many).toBeLessThanOrEqual(6);
  });
});
