/** Who reads a timetable, a joining link and attendance past every command: the database itself is asked. */
import { beforeAll, describe, expect, test } from "vitest";
import { importAttendance } from "~/domain/cohorts/commands/import-attendance.server";
import { scheduleSession } from "~/domain/cohorts/commands/schedule-session.server";
import { listMySessions } from "~/domain/cohorts/queries/my-sessions.server";
import type { Actor } from "~/domain/kernel/actor";
import { fixedClock } from "~/domain/kernel/clock";
import { createPerson } from "../../factories/identity";
import {
  book,
  createTraining,
  nominate,
  type Participant,
  sessionForm,
  settle,
  type Training,
} from "../../factories/sessions";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const during = fixedClock(new Date("2027-03-12T15:00:00Z"));
let training: Training;
let other: Training;
let ann: Participant;
let judge: Participant;
let left: Participant;
let sessionId: string;
const actors: Record<string, Actor> = {};

beforeAll(async () => {
  training = await createTraining(database);
  other = await createTraining(database);
  ann = await book(database, training, { country: "JM", fullName: "Ann Able" });
  judge = await book(database, training, {
    country: "LC",
    branch: "judicial",
    fullName: "Judge Joy",
  });
  left = await book(database, training, { country: "JM" });
  await settle(training, left.nominationId, "withdrawn");
  const form = sessionForm({
    joiningLink: "https://meet.example.test/a",
    trainerIds: [training.trainer.personId],
    saveAnyway: true,
  });
  const { sessionIds } = await scheduleSession(training.manager, training.cohortId, form, during);
  sessionId = sessionIds[0] ?? "";
  const csv = `email,session,mark\n${ann.email},1,present\n${judge.email},1,absent`;
  await importAttendance(training.manager, training.cohortId, { csv, reason: "" }, during);
  const waiting = await createPerson(database, { country: "JM" });
  await nominate(database, training, waiting.personId);
  const contact = (country: string) =>
    createPerson(database, { country, grants: [{ role: "ncpoc", country }] });
  Object.assign(actors, {
    ...{ ann: ann.actor, judge: judge.actor, left: left.actor, waiting },
    ...{ manager: training.manager, instructor: training.instructor, trainer: training.trainer },
    ...{
      otherAcademy: other.manager,
      otherLearner: (await book(database, other, { country: "JM" })).actor,
    },
    ...{
      contactJamaica: await contact("JM"),
      contactLucia: await contact("LC"),
      contactBarbados: await contact("BB"),
    },
    regional: await createPerson(database, { grants: [{ role: "regional_admin" }] }),
  });
});

const seen = (who: string, text: string) =>
  database.rowsAsPerson(actors[who]?.personId ?? "", text);

describe("the database shows", () => {
  test.each([
    ["manager", 1],
    ["instructor", 1],
    ["trainer", 1],
    ["ann", 1],
    ["judge", 1],
    ["contactJamaica", 1],
    ["otherAcademy", 0],
    ["otherLearner", 0],
    ["contactBarbados", 0],
    ["regional", 0],
  ])("a session's details to %s: %i", async (who, rows) => {
    expect(await seen(who, `select 1 from cohort_session where id = '${sessionId}'`)).toBe(rows);
  });

  test.each([
    ["manager", 1],
    ["instructor", 1],
    ["trainer", 1],
    ["ann", 1],
    ["judge", 1],
    ["left", 0],
    ["waiting", 0],
    ["contactJamaica", 0],
    ["contactLucia", 0],
    ["otherAcademy", 0],
    ["otherLearner", 0],
    ["regional", 0],
  ])("the joining link to %s: %i", async (who, rows) => {
    expect(await seen(who, `select 1 from session_link where session_id = '${sessionId}'`)).toBe(
      rows,
    );
  });

  test.each([
    ["manager", 2],
    ["instructor", 2],
    ["ann", 1],
    ["judge", 1],
    ["contactJamaica", 1],
    // the judge's country, whose contact point never sees the judiciary
    ["contactLucia", 0],
    ["left", 0],
    ["otherAcademy", 0],
    ["otherLearner", 0],
    ["contactBarbados", 0],
    ["regional", 0],
    ["trainer", 0],
  ])("attendance to %s: %i", async (who, rows) => {
    expect(await seen(who, `select 1 from attendance where session_id = '${sessionId}'`)).toBe(
      rows,
    );
  });
});

describe("the database refuses", () => {
  const refused = (who: string, text: string) =>
    expect(seen(who, text)).rejects.toThrow(/row-level security|permission denied/);

  test("a session, a link or a trainer that an academy puts into another academy's cohort", async () => {
    await refused(
      "otherAcademy",
      `insert into cohort_session (id, cohort_id, organisation_id, title, starts_at, ends_at, zone)
      values (gen_random_uuid(), '${training.cohortId}', '${other.organisationId}', 'Forged', now(), now() + interval '1 hour', 'UTC')`,
    );
    await refused(
      "otherAcademy",
      `insert into session_link (session_id, cohort_id, organisation_id, url)
      values ('${sessionId}', '${training.cohortId}', '${other.organisationId}', 'https://phish.example.test')`,
    );
    await refused(
      "otherAcademy",
      `insert into session_trainer (session_id, cohort_id, organisation_id, person_id, country, branch, name)
      values ('${sessionId}', '${training.cohortId}', '${other.organisationId}', '${other.trainer.personId}', 'JM', 'general', 'Forged')`,
    );
  });

  test("a mark by another academy, by the learner, in another's name, or that corrects somebody else's", async () => {
    const mark = (
      organisationId: string,
      markedBy: string,
      nominationId = left.nominationId,
      rest = "null, null",
    ) =>
      `insert into attendance (id, session_id, cohort_id, organisation_id, nomination_id, person_id, country, branch, mark, source, marked_by, corrects_id, reason)
       select gen_random_uuid(), '${sessionId}', n.cohort_id, '${organisationId}', n.id, n.person_id, n.country, n.branch, 'present', 'list', '${markedBy}', ${rest}
       from (select '${training.cohortId}'::uuid as cohort_id, '${nominationId}'::uuid as id, '${left.actor.personId}'::uuid as person_id, 'JM' as country, 'general' as branch) n`;
    await refused("otherAcademy", mark(other.organisationId, other.manager.personId));
    await refused("left", mark(training.organisationId, left.actor.personId));
    await refused("manager", mark(training.organisationId, training.instructor.personId));
    const [first] = await database.sql<{ id: string }>(
      "select id from attendance where nomination_id = $1",
      [ann.nominationId],
    );
    await expect(
      seen(
        "manager",
        mark(
          training.organisationId,
          training.manager.personId,
          left.nominationId,
          `'${first?.id}', 'mine now'`,
        ),
      ),
    ).rejects.toThrow(/attendance_corrects_own/);
  });

  test("changing or deleting a mark, to everybody", async () => {
    for (const who of ["manager", "ann"]) {
      await refused(who, "update attendance set mark = 'present'");
      await refused(who, "delete from attendance");
    }
  });
});

describe("my sessions", () => {
  test("carry the joining link and my own mark for whoever has a seat, and for the trainer", async () => {
    expect((await listMySessions(ann.actor, during)).coming).toMatchObject([
      {
        title: "Opening",
        joiningLink: "https://meet.example.test/a",
        standing: "present",
        teaching: false,
      },
    ]);
    expect((await listMySessions(training.trainer, during)).coming).toMatchObject([
      { joiningLink: "https://meet.example.test/a", teaching: true, standing: null },
    ]);
  });

  test("are nobody else's", async () => {
    for (const who of ["left", "waiting", "contactJamaica", "otherAcademy", "manager"]) {
      const actor = actors[who];
      if (actor)
        expect(await listMySessions(actor, during)).toMatchObject({ coming: [], past: [] });
    }
  });
});
