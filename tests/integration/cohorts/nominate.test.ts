import { beforeAll, describe, expect, test } from "vitest";
import { claimSeat } from "~/domain/cohorts/commands/claim-seat.server";
import { withdrawNomination } from "~/domain/cohorts/commands/withdraw-nominations.server";
import type { Actor } from "~/domain/kernel/actor";
import { newId } from "~/domain/kernel/ids";
import { createPerson, ensureOrganisation } from "../../factories/identity";
import {
  createContact,
  createManager,
  offerCohort,
  putForward,
  refusalOf,
} from "../../factories/nominations";
import { testDatabase } from "../../setup";

const database = await testDatabase();
let academy: Actor;
let lucia: Actor;
let jamaica: Actor;

beforeAll(async () => {
  academy = await createManager(database);
  lucia = await createContact(database, "LC");
  jamaica = await createContact(database, "JM");
});

const rows = (cohortId: string) =>
  database.sql<{ email: string; country: string; status: string; person_id: string | null }>(
    "select email, country, status, person_id from nomination where cohort_id = $1 order by nominated_at",
    [cohortId],
  );
const history = (nominationId: string) =>
  database.sql<{ status: string; reason: string; recorded_by: string | null }>(
    "select status, reason, recorded_by from nomination_event where nomination_id = $1 order by id",
    [nominationId],
  );

describe("a contact point puts somebody forward", () => {
  test("an unknown officer of the country gets a seat at once, and the history begins with who said so", async () => {
    const { cohortId } = await offerCohort(database);
    const added = await putForward(lucia, cohortId);
    expect(added).toMatchObject({ status: "booked", outcome: "added" });
    expect(await history(added.nominationId)).toEqual([
      { status: "approved", reason: "nominated_nomination", recorded_by: lucia.personId },
      { status: "booked", reason: "seat_asked", recorded_by: lucia.personId },
    ]);
  });

  test("a known officer of the country is recognised by e-mail, a foreign one is not", async () => {
    const { cohortId } = await offerCohort(database);
    const own = await createPerson(database, { email: "own@example.test" });
    await createPerson(database, { email: "foreign@example.test", country: "JM" });
    await putForward(lucia, cohortId, { email: "own@example.test" });
    await putForward(lucia, cohortId, { email: "foreign@example.test" });
    expect((await rows(cohortId)).map((row) => row.person_id)).toEqual([own.personId, null]);
  });

  test("somebody of another country is refused", async () => {
    const { cohortId } = await offerCohort(database);
    const refused = putForward(lucia, cohortId, { country: "JM" });
    expect(await refusalOf(refused)).toBe("forbidden/may_not_nominate");
  });

  test("a judge is refused: the executive does not speak for the judiciary", async () => {
    const { cohortId } = await offerCohort(database);
    const refused = putForward(lucia, cohortId, { professionKey: "judge_superior" });
    expect(await refusalOf(refused)).toBe("forbidden/may_not_nominate");
  });

  test("a learner without any role puts nobody forward", async () => {
    const { cohortId } = await offerCohort(database);
    const learner = await createPerson(database);
    expect(await refusalOf(putForward(learner, cohortId))).toBe("forbidden/may_not_nominate");
  });

  test("the same e-mail again answers the nomination that is there and changes only what differs", async () => {
    const { cohortId } = await offerCohort(database);
    const first = await putForward(lucia, cohortId, {
      email: "same@example.test",
      fullName: "Ann Lee",
    });
    const again = { email: "same@example.test", fullName: "Ann Lee" };
    expect(await putForward(lucia, cohortId, again)).toEqual({ ...first, outcome: "unchanged" });
    expect(await putForward(lucia, cohortId, { ...again, note: "speaks French" })).toEqual({
      ...first,
      outcome: "changed",
    });
    expect(await rows(cohortId)).toHaveLength(1);
  });

  test("a similar name is pointed out, and a human says that it is another person", async () => {
    const { cohortId } = await offerCohort(database);
    await putForward(lucia, cohortId, { fullName: "José Almeida" });
    const second = { fullName: "Jose ALMEIDA" };
    expect(await refusalOf(putForward(lucia, cohortId, second))).toBe("conflict/similar_name");
    expect(await putForward(lucia, cohortId, { ...second, confirmed: true })).toMatchObject({
      outcome: "added",
    });
  });

  test("another country's nomination of the same e-mail or name is neither answered nor hinted at", async () => {
    const { cohortId } = await offerCohort(database);
    const nominee = { email: "moved@example.test", fullName: "Moved Person" };
    await putForward(lucia, cohortId, nominee);
    expect(await putForward(jamaica, cohortId, { ...nominee, country: "JM" })).toMatchObject({
      status: "booked",
      outcome: "added",
    });
    expect((await rows(cohortId)).map(({ country }) => country)).toEqual(["LC", "JM"]);
  });

  test("whoever withdrew is asked for again when they are put forward again", async () => {
    const { cohortId } = await offerCohort(database);
    const { nominationId } = await putForward(lucia, cohortId, { email: "back@example.test" });
    await withdrawNomination(lucia, nominationId, "posted elsewhere");
    expect(await putForward(lucia, cohortId, { email: "back@example.test" })).toMatchObject({
      nominationId,
      status: "booked",
    });
  });
});

describe("what a cohort takes", () => {
  test.each([
    ["another profession", { professions: ["magistrate"] }, {}, "invalid/not_eligible_profession"],
    ["another country", { countries: ["JM"] }, {}, "invalid/not_eligible_country"],
    ["closed nominations", { closesIn: -1 }, {}, "conflict/nominations_closed"],
    ["an ended cohort", { startsIn: -30 }, {}, "conflict/cohort_takes_nobody"],
    ["no such profession", {}, { professionKey: "wizard" }, "invalid/unknown_profession"],
    ["no such employer", {}, { employerId: newId() }, "invalid/unknown_employer"],
  ])("%s is refused with the reason", async (_case, offer, form, refusal) => {
    const { cohortId } = await offerCohort(database, offer);
    expect(await refusalOf(putForward(lucia, cohortId, form))).toBe(refusal);
    expect(await rows(cohortId)).toEqual([]);
  });

  test("an employer of another country is refused", async () => {
    const { cohortId } = await offerCohort(database);
    const employerId = await ensureOrganisation(database, "jm-police-force", "JM");
    const refused = putForward(lucia, cohortId, { employerId });
    expect(await refusalOf(refused)).toBe("invalid/employer_elsewhere");
  });

  test("the academy may still add somebody after the closing day", async () => {
    const { cohortId } = await offerCohort(database, { closesIn: -1 });
    expect(await putForward(academy, cohortId)).toMatchObject({ status: "booked" });
  });

  test("another academy's draft is not found", async () => {
    const { cohortId } = await offerCohort(database, { academy: "drafting-academy" });
    await database.sql("update cohort set published_at = null where id = $1", [cohortId]);
    expect(await refusalOf(putForward(lucia, cohortId))).toBe("not_found/unknown_cohort");
  });

  test("a cohort without dates gathers demand: whoever is put forward waits", async () => {
    const { cohortId } = await offerCohort(database, { startsIn: null });
    expect(await putForward(lucia, cohortId)).toMatchObject({ status: "waitlisted" });
  });
});

describe("certificates asked for", () => {
  const hold = (personId: string, days: number) =>
    database.sql(
      `insert into capacity_holding (person_id, country, branch, profession_key, certification_key, scope, assurance, from_on, to_on, award_id)
       values ($1, 'LC', 'general', 'le_first_responder', 'FR-CORE', 'full', 'C3', current_date - 100, current_date + $2::int, $3)`,
      [personId, days, newId()],
    );

  test("whoever holds it is booked, whoever let it lapse is refused with its name", async () => {
    const { cohortId } = await offerCohort(database, { prerequisites: ["FR-CORE"] });
    const holder = await createPerson(database, { email: "holder@example.test" });
    const lapsed = await createPerson(database, { email: "lapsed@example.test" });
    await hold(holder.personId, 30);
    await hold(lapsed.personId, -30);
    expect(await putForward(lucia, cohortId, { email: "holder@example.test" })).toMatchObject({
      status: "booked",
    });
    const refused = putForward(lucia, cohortId, { email: "lapsed@example.test" });
    expect(await refusalOf(refused)).toBe("invalid/not_eligible_prerequisite");
  });

  test("somebody nobody knows is neither booked nor refused until they have joined", async () => {
    const { cohortId } = await offerCohort(database, { prerequisites: ["FR-CORE"] });
    expect(await putForward(lucia, cohortId)).toMatchObject({ status: "approved" });
  });
});

describe("a learner claims a seat", () => {
  test("in an open cohort they are booked and enrolled, and claiming again changes nothing", async () => {
    const { cohortId } = await offerCohort(database, { enrolment: "open" });
    const learner = await createPerson(database, { country: "GD" });
    const claimed = await claimSeat(learner, cohortId, { lineManagerEmail: null });
    expect(claimed).toMatchObject({ status: "booked", outcome: "added" });
    expect(await claimSeat(learner, cohortId, { lineManagerEmail: null })).toEqual({
      ...claimed,
      outcome: "unchanged",
    });
    const [row] = await database.sql<{ enrolled: boolean }>(
      "select exists (select 1 from enrolment where person_id = $1) as enrolled",
      [learner.personId],
    );
    expect(row?.enrolled).toBe(true);
  });

  test("a judge may claim too, although no contact point may put them forward", async () => {
    const { cohortId } = await offerCohort(database, { enrolment: "open" });
    const judge = await createPerson(database, { country: "JM", branch: "judicial" });
    expect(await claimSeat(judge, cohortId, { lineManagerEmail: null })).toMatchObject({
      status: "booked",
    });
  });

  test("a cohort by nomination is not claimed", async () => {
    const { cohortId } = await offerCohort(database);
    const learner = await createPerson(database);
    const refused = claimSeat(learner, cohortId, { lineManagerEmail: null });
    expect(await refusalOf(refused)).toBe("conflict/by_nomination");
  });

  test("where the line manager is asked, the claim names one who is somebody else", async () => {
    const { cohortId } = await offerCohort(database, {
      ...{ enrolment: "open", approvals: ["line_manager"] },
    });
    const learner = await createPerson(database, { email: "claimant@example.test" });
    const claim = (lineManagerEmail: string | null) =>
      claimSeat(learner, cohortId, { lineManagerEmail });
    expect(await refusalOf(claim(null))).toBe("invalid/line_manager_missing");
    expect(await refusalOf(claim("claimant@example.test"))).toBe("invalid/own_line_manager");
    expect(await claim("boss@example.test")).toMatchObject({ status: "requested" });
  });

  test("a nomination that meant them by e-mail is taken up, not doubled", async () => {
    const { cohortId } = await offerCohort(database);
    const learner = await createPerson(database, { email: "meant@example.test" });
    const { nominationId } = await putForward(academy, cohortId, { email: "meant@example.test" });
    expect((await rows(cohortId)).map((row) => row.person_id)).toEqual([null]);
    expect(await claimSeat(learner, cohortId, { lineManagerEmail: null })).toMatchObject({
      ...{ nominationId, status: "booked" },
    });
    expect((await rows(cohortId)).map((row) => row.person_id)).toEqual([learner.personId]);
  });
});
