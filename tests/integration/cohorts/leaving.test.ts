import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { claimSeat } from "~/domain/cohorts/commands/claim-seat.server";
import { linkAfter } from "~/domain/cohorts/commands/link-nominations.server";
import { tellNominee } from "~/domain/cohorts/commands/tell-nomination.server";
import {
  transferFromRoster,
  transferNomination,
} from "~/domain/cohorts/commands/transfer-nominations.server";
import {
  withdrawFromRoster,
  withdrawNomination,
} from "~/domain/cohorts/commands/withdraw-nominations.server";
import { closeAuth } from "~/domain/identity/auth.server";
import { acceptInvitation } from "~/domain/identity/commands.server";
import type { Actor } from "~/domain/kernel/actor";
import { newId } from "~/domain/kernel/ids";
import { unseal } from "~/platform/sealing.server";
import { createPerson, ensureOrganisation } from "../../factories/identity";
import {
  createContact,
  createManager,
  event,
  holders,
  nominee,
  offerCohort,
  promoteNow,
  putForward,
  refusalOf,
  statusOf,
} from "../../factories/nominations";
import { testDatabase } from "../../setup";

const database = await testDatabase();
afterAll(closeAuth);
let academy: Actor;
let lucia: Actor;
let jamaica: Actor;
let police: string;

beforeAll(async () => {
  academy = await createManager(database);
  lucia = await createContact(database, "LC");
  jamaica = await createContact(database, "JM");
  police = await ensureOrganisation(database, "test-lc-police", "LC");
});

const lastReason = async (nominationId: string) =>
  (
    await database.sql<{ reason: string }>(
      "select reason from nomination_event where nomination_id = $1 order by id desc limit 1",
      [nominationId],
    )
  )[0]?.reason;
const disclosed = (personId: string) =>
  database.sql(
    "select 1 from disclosure where person_id = $1 and reason = 'shared cohort' and until_on >= current_date",
    [personId],
  );

describe("a seat is given up", () => {
  test("by the person, and what the academy could see of them ends at once", async () => {
    const { cohortId } = await offerCohort(database, { enrolment: "open" });
    const learner = await createPerson(database, { country: "GD" });
    const { nominationId } = await claimSeat(learner, cohortId, { lineManagerEmail: null });
    expect(await disclosed(learner.personId)).toHaveLength(1);
    await withdrawNomination(learner, nominationId, "posted abroad");
    expect(await lastReason(nominationId)).toBe("withdrawn_by_person");
    expect(await disclosed(learner.personId)).toEqual([]);
    expect(await holders(database, cohortId)).toEqual({});
  });

  test("by the contact point and by the academy, each under their own name", async () => {
    const { cohortId } = await offerCohort(database);
    const first = await putForward(lucia, cohortId);
    const second = await putForward(lucia, cohortId);
    await withdrawNomination(lucia, first.nominationId, "needed at home");
    await withdrawNomination(academy, second.nominationId, "did not answer");
    expect(await lastReason(first.nominationId)).toBe("withdrawn_by_country");
    expect(await lastReason(second.nominationId)).toBe("withdrawn_by_academy");
  });

  test("but not by a stranger, to whom it does not exist", async () => {
    const { cohortId } = await offerCohort(database);
    const { nominationId } = await putForward(lucia, cohortId);
    const refused = withdrawNomination(jamaica, nominationId, "mine");
    expect(await refusalOf(refused)).toBe("not_found/unknown_nomination");
  });

  test("for several of a cohort at once; who had left before is named", async () => {
    const { cohortId } = await offerCohort(database);
    const ids = [];
    for (const _ of [1, 2, 3]) ids.push((await putForward(lucia, cohortId)).nominationId);
    await withdrawNomination(lucia, ids[0] ?? "", "ill");
    await database.sql("update nomination set status = 'declined' where id = $1", [ids[1]]);
    const results = await withdrawFromRoster(academy, cohortId, { id: ids, reason: "moved" });
    expect(results.map(({ id, refused }) => [id, refused]).sort()).toEqual(
      [
        [ids[0], null],
        [ids[1], "cannot_become"],
        [ids[2], null],
      ].sort(),
    );
    const other = withdrawFromRoster(lucia, cohortId, { id: ids, reason: "moved" });
    expect(await refusalOf(other)).toBe("forbidden/not_your_cohort");
  });
});

describe("a transfer to another cohort of the same curriculum", () => {
  const two = async (more = {}) => {
    const from = await offerCohort(database, { title: "Spring workshop" });
    const to = await offerCohort(database, { title: "Autumn workshop", ...more });
    return { from: from.cohortId, to: to.cohortId };
  };
  const move = (actor: Actor, id: string, toCohortId: string) =>
    transferNomination(actor, id, { toCohortId, note: "storm" });

  test("keeps the old history, carries the approvals, and asks for a seat there", async () => {
    const { from, to } = await two();
    const made = await putForward(academy, from, { country: "JM", fullName: "Carried Over" });
    await database.sql("update nomination set status = 'approved' where id = $1", [
      made.nominationId,
    ]);
    expect(await move(academy, made.nominationId, to)).toEqual({
      ...{ toCohortId: to, status: "booked" },
    });
    expect(await statusOf(database, made.nominationId)).toBe("transferred");
    expect(await holders(database, to)).toEqual({ "Carried Over": "reserve" });
  });

  test("waits there when that cohort is full, and the seat here is free again", async () => {
    const { from, to } = await two({ seats: 1 });
    await putForward(lucia, to);
    const { nominationId } = await putForward(lucia, from);
    expect(await move(lucia, nominationId, to)).toMatchObject({ status: "waitlisted" });
    expect(await holders(database, from)).toEqual({});
  });

  test("and back again finds the nomination that was there", async () => {
    const { from, to } = await two();
    const { nominationId } = await putForward(lucia, from, { email: "to-and-fro@example.test" });
    await move(lucia, nominationId, to);
    const [there] = await database.sql<{ id: string }>(
      "select id from nomination where cohort_id = $1",
      [to],
    );
    expect(await move(lucia, there?.id ?? "", from)).toMatchObject({ status: "booked" });
    expect(await statusOf(database, nominationId)).toBe("booked");
  });

  test("is refused where the person is already, and nothing has moved", async () => {
    const { from, to } = await two();
    const twice = nominee({ email: "twice@example.test" });
    const { nominationId } = await putForward(lucia, from, twice);
    await putForward(lucia, to, twice);
    expect(await refusalOf(move(lucia, nominationId, to))).toBe("conflict/already_there");
    expect(await statusOf(database, nominationId)).toBe("booked");
  });

  test("two opposite ones at once both arrive", async () => {
    const { from, to } = await two();
    const there = await putForward(lucia, from);
    const here = await putForward(lucia, to);
    const moved = await Promise.all([
      move(lucia, there.nominationId, to),
      move(lucia, here.nominationId, from),
    ]);
    expect(moved.map(({ status }) => status)).toEqual(["booked", "booked"]);
  });

  test("is refused to another curriculum, to the same cohort, and to strangers", async () => {
    const { from } = await two();
    const { nominationId } = await putForward(lucia, from);
    const other = await offerCohort(database);
    await database.sql(
      `with c as (insert into curriculum select (jsonb_populate_record(k, '{"key": "OTHER"}')).* from curriculum k where key = 'FR-CORE' returning key),
         v as (insert into curriculum_version select (jsonb_populate_record(o, jsonb_build_object('id', $2::text, 'curriculum_key', 'OTHER'))).* from curriculum_version o
           where o.curriculum_key = 'FR-CORE' returning id)
       select 1 from c, v where $1::text is not null`,
      [other.cohortId, newId()],
    );
    await database.sql(
      "update cohort set curriculum_version_id = (select id from curriculum_version where curriculum_key = 'OTHER') where id = $1",
      [other.cohortId],
    );
    expect(await refusalOf(move(lucia, nominationId, other.cohortId))).toBe(
      "invalid/other_curriculum",
    );
    expect(await refusalOf(move(lucia, nominationId, from))).toBe("invalid/same_cohort");
    expect(await refusalOf(move(jamaica, nominationId, other.cohortId))).toBe(
      "not_found/unknown_nomination",
    );
  });

  test("moves several at once and says who stayed", async () => {
    const { from, to } = await two({ professions: ["prosecutor"] });
    const goes = await putForward(lucia, from, { professionKey: "prosecutor" });
    const stays = await putForward(lucia, from);
    const ids = [goes.nominationId, stays.nominationId];
    const results = await transferFromRoster(academy, from, { id: ids, toCohortId: to, note: "" });
    expect(results.find(({ id }) => id === goes.nominationId)).toMatchObject({ status: "booked" });
    expect(results.find(({ id }) => id === stays.nominationId)).toMatchObject({
      ...{ status: "booked", refused: "not_eligible_profession" },
    });
    expect(await statusOf(database, stays.nominationId)).toBe("booked");
  });
});

describe("an unknown nominee", () => {
  const invitations = (email: string) =>
    database.sql<{ id: string; sealed: string }>(
      `select i.id, o.payload ->> 'sealed' as sealed from invitation i join outbox o on o.payload ->> 'invitationId' = i.id::text
       where i.email = $1`,
      [email],
    );
  const join = async (email: string) => {
    const [invited] = await invitations(email);
    await acceptInvitation(unseal(invited?.sealed ?? ""), { password: "harbour-lantern-2026" });
    const [person] = await database.sql<{ id: string }>("select id from person where email = $1", [
      email,
    ]);
    const personId = person?.id ?? "";
    const id = await event(database, "identity.posting-changed", { personId }, "LC", personId);
    await linkAfter(id, personId, new Date());
    return personId;
  };

  test("is invited to their employer once, whatever the number of cohorts, with a link that works", async () => {
    const email = "once@example.test";
    const cohorts = await Promise.all([1, 2, 3].map(() => offerCohort(database)));
    await Promise.all(
      cohorts.map(({ cohortId }) => putForward(lucia, cohortId, { email, employerId: police })),
    );
    expect(await invitations(email)).toHaveLength(1);
    const personId = await join(email);
    const linked = await database.sql("select enrolment_id from nomination where person_id = $1", [
      personId,
    ]);
    expect(linked).toHaveLength(3);
    expect(linked.every((row) => row.enrolment_id !== null)).toBe(true);
    expect(await disclosed(personId)).toHaveLength(3);
  });

  test("with a certificate to be checked is looked at once they have joined", async () => {
    const email = "unchecked@example.test";
    const { cohortId } = await offerCohort(database, { prerequisites: ["FR-CORE"] });
    const { nominationId } = await putForward(lucia, cohortId, { email, employerId: police });
    expect(await statusOf(database, nominationId)).toBe("approved");
    await join(email);
    expect(await statusOf(database, nominationId)).toBe("declined");
    expect(await lastReason(nominationId)).toBe("prerequisite_missing");
  });

  test("without an employer is not invited by anybody", async () => {
    const { cohortId } = await offerCohort(database);
    await putForward(lucia, cohortId, { email: "nobody@example.test" });
    expect(await invitations("nobody@example.test")).toEqual([]);
  });

  test("of a judiciary is not invited into it by an academy of the executive", async () => {
    const { cohortId } = await offerCohort(database);
    const employerId = await ensureOrganisation(database, "test-lc-court", "LC", "judicial");
    const judge = { email: "judge@example.test", professionKey: "magistrate", employerId };
    expect(await putForward(academy, cohortId, judge)).toMatchObject({ status: "booked" });
    expect(await invitations(judge.email)).toEqual([]);
  });

  test("who was put forward by two countries holds one seat after they have joined", async () => {
    const email = "two-countries@example.test";
    const { cohortId } = await offerCohort(database);
    const abroad = await ensureOrganisation(database, "test-jm-police", "JM");
    await putForward(lucia, cohortId, { email, employerId: police });
    await putForward(jamaica, cohortId, { email, country: "JM", employerId: abroad });
    const sealed = (await invitations(email)).map((row) => unseal(row.sealed));
    await acceptInvitation(sealed[0] ?? "", { password: "harbour-lantern-2026" });
    const [person] = await database.sql<{ id: string }>("select id from person where email = $1", [
      email,
    ]);
    const personId = person?.id ?? "";
    await acceptInvitation(sealed[1] ?? "", { signedInAs: personId });
    const id = await event(database, "identity.posting-changed", { personId }, "LC", personId);
    for (const _ of [1, 2]) await linkAfter(id, personId, new Date());
    const statuses = await database.sql<{ status: string }>(
      "select status from nomination where person_id = $1 order by 1",
      [personId],
    );
    expect(statuses.map(({ status }) => status)).toEqual(["booked", "withdrawn"]);
  });
});

describe("the nominee hears", () => {
  const words = (nominationId: string) =>
    database.sql<{ id: string; payload: Parameters<typeof tellNominee>[1] }>(
      "select id, payload from outbox where topic = 'cohorts.nomination-settled' and payload ->> 'nominationId' = $1 order by created_at",
      [nominationId],
    );
  const told = async (nominationId: string, email: string) => {
    for (const { id, payload } of await words(nominationId))
      for (const _ of [1, 2]) await tellNominee(id, payload);
    const messages = await database.sql<{ kind: string }>(
      "select kind from message where email = $1 order by created_at",
      [email],
    );
    return messages.map(({ kind }) => kind);
  };

  test("of a seat, and of losing it to somebody else's decision, each once", async () => {
    const email = "told@example.test";
    const { cohortId } = await offerCohort(database);
    const { nominationId } = await putForward(lucia, cohortId, { email });
    await withdrawNomination(lucia, nominationId, "needed at home");
    expect(await told(nominationId, email)).toEqual(["seat-booked", "nomination-withdrawn"]);
    const [booked, withdrawn] = await database.sql<{ body: string }>(
      "select body from message where email = $1 order by created_at",
      [email],
    );
    expect(booked?.body).toContain("Where: not yet decided");
    expect(withdrawn?.body).toContain(
      "was withdrawn. Withdrawn by the national contact point: needed at home",
    );
  });

  test("of waiting, and of a seat that came free", async () => {
    const email = "waits@example.test";
    const { cohortId } = await offerCohort(database, { seats: 1 });
    const first = await putForward(lucia, cohortId);
    const { nominationId } = await putForward(lucia, cohortId, { email });
    await withdrawNomination(lucia, first.nominationId, "ill");
    await promoteNow(database, cohortId);
    expect(await told(nominationId, email)).toEqual(["waitlisted", "seat-promoted"]);
  });

  test("nothing of what they did themselves", async () => {
    const { cohortId } = await offerCohort(database, { enrolment: "open" });
    const email = "oneself@example.test";
    const learner = await createPerson(database, { email });
    const { nominationId } = await claimSeat(learner, cohortId, { lineManagerEmail: null });
    await withdrawNomination(learner, nominationId, "changed my mind");
    expect(await told(nominationId, email)).toEqual(["seat-booked"]);
  });
});
