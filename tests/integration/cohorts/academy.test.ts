/** What an academy trains with, who may change it, and what nobody else gets to see. */
import { beforeAll, describe, expect, test } from "vitest";
import { endDelivery, grantDelivery } from "~/domain/cohorts/commands/delivery-rights.server";
import { recordOffer, withdrawOffer } from "~/domain/cohorts/commands/partner-offers.server";
import { addTrainer, endTrainer } from "~/domain/cohorts/commands/trainers.server";
import {
  addRoom,
  addVenue,
  changeRoom,
  changeVenue,
  retireRoom,
  retireVenue,
} from "~/domain/cohorts/commands/venues.server";
import { getAcademyHome } from "~/domain/cohorts/queries/academy-home.server";
import { listDeliveryRights } from "~/domain/cohorts/queries/delivery-rights.server";
import { listOffers } from "~/domain/cohorts/queries/offers.server";
import { listTrainers } from "~/domain/cohorts/queries/trainers.server";
import { getVenuePage, listVenues } from "~/domain/cohorts/queries/venues.server";
import type { Actor } from "~/domain/kernel/actor";
import { addDays, regionalToday } from "~/domain/kernel/days";
import { newId } from "~/domain/kernel/ids";
import { createCurriculum } from "../../factories/assessment";
import { createAcademy, createCohort, nominate, type TestAcademy } from "../../factories/cohorts";
import { createPerson, ensureOrganisation } from "../../factories/identity";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const TODAY = regionalToday(new Date());
let academy: TestAcademy;
let other: TestAcademy;
let region: Actor;

beforeAll(async () => {
  academy = await createAcademy(database);
  other = await createAcademy(database, { country: "JM" });
  region = await createPerson(database, { country: "TT", grants: [{ role: "regional_admin" }] });
});

const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => ({ code: error.code, ...error.details }),
  );
const hall = { name: "Vigie Hall", address: "Castries", country: "LC" };
const newVenue = async () =>
  (await addVenue(academy.manager, { ...hall, organisationId: academy.organisationId })).venueId;

describe("a venue", () => {
  test("is added with rooms, changed, and retired with them", async () => {
    const venueId = await newVenue();
    await addRoom(academy.manager, venueId, { name: "Room 1", capacity: 24 });
    await changeVenue(academy.manager, venueId, { ...hall, name: "Vigie Training Hall" });
    const { rooms } = await getVenuePage(academy.manager, venueId);
    await changeRoom(academy.manager, rooms[0]?.id ?? "", { name: "Room A", capacity: 30 });
    const listed = (await listVenues(academy.manager)).venues.find(({ id }) => id === venueId);
    expect(listed).toMatchObject({ name: "Vigie Training Hall", rooms: 1, capacity: 30 });
    await retireVenue(academy.manager, venueId);
    const after = await getVenuePage(academy.manager, venueId);
    expect([after.venue.retired, after.rooms[0]?.retired]).toEqual([true, true]);
    expect(
      await reasonOf(addRoom(academy.manager, venueId, { name: "Room 2", capacity: 5 })),
    ).toMatchObject({ code: "conflict", reason: "venue_retired" });
  });

  test("is not retired while a cohort to come is held there", async () => {
    const venueId = await newVenue();
    const { code } = await createCohort(database, { academy, venueId });
    expect(await reasonOf(retireVenue(academy.manager, venueId))).toMatchObject({
      ...{ code: "conflict", reason: "venue_in_use", cohort: code },
    });
  });

  test("keeps a room while a session to come is held in it", async () => {
    const venueId = await newVenue();
    await addRoom(academy.manager, venueId, { name: "Room 1", capacity: 24 });
    const roomId = (await getVenuePage(academy.manager, venueId)).rooms[0]?.id ?? "";
    const { cohortId } = await createCohort(database, { academy, venueId });
    await database.sql(
      `insert into cohort_session (id, cohort_id, organisation_id, title, starts_at, ends_at, zone, room_id)
       values ($1, $2, $3, 'First morning', now() + interval '1 day', now() + interval '1 day 3 hours', 'America/St_Lucia', $4)`,
      [newId(), cohortId, academy.organisationId, roomId],
    );
    expect(await reasonOf(retireRoom(academy.manager, roomId))).toMatchObject({
      ...{ code: "conflict", reason: "room_in_use", session: "First morning" },
    });
  });

  test("is another academy's to see in a cohort, not to change", async () => {
    const venueId = await newVenue();
    expect(await reasonOf(changeVenue(other.manager, venueId, hall))).toMatchObject({
      ...{ code: "forbidden", reason: "not_academy_manager" },
    });
    expect(
      await database.rowsAsPerson(
        other.manager.personId,
        `update venue set name = 'taken' where id = '${venueId}'`,
      ),
    ).toBe(0);
  });
});

describe("a trainer", () => {
  const trainerOf = async (key = academy.key) => {
    const email = `${newId()}@example.test`;
    const person = await createPerson(database, { organisation: key, email });
    await database.sql(
      `insert into disclosure (id, person_id, organisation_id, fields, until_on, reason)
       values ($1, $2, $3, '{name}', current_date + 100, 'posting')`,
      [newId(), person.personId, academy.organisationId],
    );
    return { email, person };
  };
  const add = (email: string) =>
    addTrainer(academy.manager, {
      ...{ organisationId: academy.organisationId, email, sinceOn: TODAY },
    });
  const hold = (personId: string, until: string) =>
    database.sql(
      `insert into capacity_holding (person_id, country, branch, profession_key, certification_key, scope, assurance, from_on, to_on, award_id)
       values ($1, 'LC', 'general', 'le_first_responder', 'TOT', 'full', 'C3', '2025-01-01', $2, $3)`,
      [personId, until, newId()],
    );
  const listed = async (trainerId: string) =>
    (await listTrainers(academy.manager)).trainers.find(({ id }) => id === trainerId);

  test("is listed with how long they are certified, disclosed from that day on", async () => {
    const { email, person } = await trainerOf();
    await hold(person.personId, addDays(TODAY, 100));
    const { trainerId } = await add(email);
    expect(await listed(trainerId)).toMatchObject({
      ...{ certifiedUntil: addDays(TODAY, 100), standing: "expiring", untilOn: null },
    });
    const holdings = `select 1 from capacity_holding where person_id = '${person.personId}'`;
    expect(await database.rowsAsPerson(academy.manager.personId, holdings)).toBe(1);
    expect(await database.rowsAsPerson(other.manager.personId, holdings)).toBe(0);
    expect(await reasonOf(add(email))).toMatchObject({ reason: "already_trainer" });
  });

  test("who is listed no more is disclosed no more", async () => {
    const { email, person } = await trainerOf();
    await hold(person.personId, addDays(TODAY, 1000));
    const { trainerId } = await add(email);
    expect(
      await reasonOf(endTrainer(academy.manager, trainerId, { untilOn: addDays(TODAY, -1) })),
    ).toMatchObject({ code: "invalid", reason: "end_before_start" });
    await endTrainer(academy.manager, trainerId, { untilOn: TODAY });
    const [row] = await database.sql(
      "select until_on <= current_date as over from disclosure where person_id = $1 and reason = 'trainer'",
      [person.personId],
    );
    expect(row).toEqual({ over: true });
    expect((await listed(trainerId))?.untilOn).toBe(TODAY);
  });

  test("must be of the academy and in sight; whoever is elsewhere is as unknown as nobody", async () => {
    const { email } = await trainerOf("lc-police-force");
    expect(await reasonOf(add(email))).toMatchObject({ reason: "not_of_academy", field: "email" });
    const hidden = `${newId()}@example.test`;
    await createPerson(database, { country: "JM", email: hidden });
    const answers = [await reasonOf(add(hidden)), await reasonOf(add("nobody@example.test"))];
    expect(answers[0]).toMatchObject({ code: "invalid", reason: "unknown_person" });
    expect(answers[1]).toEqual(answers[0]);
    const [row] = await database.sql(
      "select count(*)::int as made from trainer where name like $1",
      ["Test Person%"],
    );
    expect(row).toEqual({ made: 2 });
  });

  test("is out of another academy's reach", async () => {
    const { email } = await trainerOf();
    const { trainerId } = await add(email);
    const end = () => endTrainer(other.manager, trainerId, { untilOn: TODAY });
    expect(await reasonOf(end())).toMatchObject({ code: "not_found" });
  });
});

describe("the right to deliver", () => {
  test("is granted and ended by the region's administrators alone", async () => {
    const { key: curriculumKey } = await createCurriculum(database);
    const { organisationId } = other;
    const grant = { organisationId, curriculumKey, fromOn: TODAY, untilOn: null };
    expect(await reasonOf(grantDelivery(other.manager, grant))).toMatchObject({
      ...{ code: "forbidden", reason: "may_not_grant_delivery" },
    });
    const { rightId } = await grantDelivery(region, grant);
    expect(await reasonOf(grantDelivery(region, grant))).toMatchObject({
      ...{ code: "conflict", reason: "right_exists" },
    });
    await endDelivery(region, rightId, { untilOn: addDays(TODAY, 30) });
    expect(
      (await listDeliveryRights(region)).rights.find(({ id }) => id === rightId),
    ).toMatchObject({ state: "valid", untilOn: addDays(TODAY, 30) });
    expect((await getAcademyHome(other.manager)).rights).toMatchObject([{ curriculumKey }]);
    expect(await reasonOf(listDeliveryRights(other.manager))).toMatchObject({ code: "forbidden" });
    const events = await database.sql(
      "select action from audit_event where subject_id = $1 order by action desc",
      [rightId],
    );
    expect(events).toEqual([{ action: "delivery.granted" }, { action: "delivery.ended" }]);
  });
});

describe("a partner's offer", () => {
  const offer = async () => ({
    ...{ providerId: await ensureOrganisation(database, "unodc"), title: "Cybercrime course" },
    ...{ curriculumKey: "FR-CORE", professions: ["investigator"], countries: ["GD", "LC"] },
    ...{ startsOn: addDays(TODAY, 30), endsOn: addDays(TODAY, 34), place: "St George's" },
    source: "Letter of 3 March",
  });

  test("is recorded with its source and shown with the provider's mandate, to everybody who plans", async () => {
    const contact = await createPerson(database, { grants: [{ role: "ncpoc", country: "LC" }] });
    const { offerId } = await recordOffer(contact, await offer());
    const seen = (await listOffers(other.manager)).offers.find(({ id }) => id === offerId);
    expect(seen).toMatchObject({ mandate: "Cybercrime and justice", mayWithdraw: false });
    expect(await reasonOf(withdrawOffer(other.manager, offerId))).toMatchObject({
      ...{ code: "forbidden", reason: "not_your_offer" },
    });
    await withdrawOffer(region, offerId);
    expect((await listOffers(contact)).offers.find(({ id }) => id === offerId)?.withdrawn).toBe(
      true,
    );
  });

  test("is not a learner's to record or list", async () => {
    const learner = await createPerson(database);
    expect(await reasonOf(recordOffer(learner, await offer()))).toMatchObject({
      ...{ code: "forbidden", reason: "may_not_record_offer" },
    });
    expect(await reasonOf(listOffers(learner))).toMatchObject({ code: "forbidden" });
  });

  test.each([
    ["unknown_profession", "professions", { professions: ["astronaut"] }],
    ["unknown_country", "countries", { countries: ["XX"] }],
    ["unknown_curriculum", "curriculumKey", { curriculumKey: "NO-SUCH" }],
  ])("is refused as %s at %s", async (reason, field, change) => {
    const input = { ...(await offer()), ...change };
    expect(await reasonOf(recordOffer(region, input))).toMatchObject({ reason, field });
  });
});

describe("the academy's home", () => {
  test("names what waits: drafts, requests, sessions without attendance, cohorts to close", async () => {
    const own = await createAcademy(database);
    const draft = await createCohort(database, { academy: own, published: false });
    const open = await createCohort(database, { academy: own });
    await nominate(database, open, { wanted: "approved" });
    await database.sql("update nomination set status = 'requested' where cohort_id = $1", [
      open.cohortId,
    ]);
    const past = new Date(Date.now() - 90 * 86_400_000);
    const over = await createCohort(database, {
      academy: own,
      now: past,
      startsOn: addDays(TODAY, -80),
    });
    await database.sql(
      `insert into cohort_session (id, cohort_id, organisation_id, title, starts_at, ends_at, zone)
       values ($1, $2, $3, 'Morning', now() - interval '80 days', now() - interval '79 days', 'America/St_Lucia')`,
      [newId(), over.cohortId, own.organisationId],
    );
    const { tasks } = await getAcademyHome(own.manager);
    const has = (cohortId: string, kind: string) =>
      tasks.some((task) => task.cohortId === cohortId && task.kind === kind && task.count === 1);
    expect(has(draft.cohortId, "publish")).toBe(true);
    expect(has(open.cohortId, "decide")).toBe(true);
    expect(has(over.cohortId, "mark") && has(over.cohortId, "close")).toBe(true);
    expect(tasks).toHaveLength(4);
  });

  test("is for academy staff, each their own", async () => {
    const learner = await createPerson(database);
    expect(await reasonOf(getAcademyHome(learner))).toMatchObject({
      ...{ code: "forbidden", reason: "not_academy_staff" },
    });
    const stranger = await createAcademy(database, { country: "BB" });
    expect(await getAcademyHome(stranger.manager)).toMatchObject({
      tasks: [],
      running: [],
      next: [],
    });
  });
});
