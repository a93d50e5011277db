import { describe, expect, test } from "vitest";
import {
  attendByCode,
  attendByWord,
  closeAttendance,
  openAttendance,
} from "~/domain/cohorts/commands/attend.server";
import { cancelSession } from "~/domain/cohorts/commands/change-session.server";
import { markAttendance } from "~/domain/cohorts/commands/mark-attendance.server";
import { scheduleSession } from "~/domain/cohorts/commands/schedule-session.server";
import type { MarkingForm } from "~/domain/cohorts/input.server";
import { getAttendance, getWall } from "~/domain/cohorts/queries/attendance.server";
import { readCode } from "~/domain/cohorts/queries/my-sessions.server";
import type { AttendanceMark } from "~/domain/cohorts/schema";
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
import { countStatements } from "../../setup/statements";
import { reasonOf } from "./reason";

const database = await testDatabase();
/** 12 March 2027 in Nassau: the session is from nine to twelve, 14:00 to 17:00 UTC. */
const at = (time: string) => fixedClock(new Date(`2027-03-12T${time}:00Z`));
const during = at("15:00");

type Ref = { cohortId: string; sessionId: string };
type Held = { training: Training; ref: Ref; people: Participant[] };

async function hold(names: string[] = ["Ann Able", "Bob Best"]): Promise<Held> {
  const training = await createTraining(database);
  const people: Participant[] = [];
  for (const fullName of names) people.push(await book(database, training, { fullName }));
  const form = sessionForm({ saveAnyway: true });
  const { sessionIds } = await scheduleSession(training.manager, training.cohortId, form);
  return { training, people, ref: { cohortId: training.cohortId, sessionId: sessionIds[0] ?? "" } };
}

type Typed = [person: { nominationId: string }, mark: AttendanceMark, minutes?: number];
/** A form as the page would send it, drawn now and sent with these marks. */
async function formOf(
  held: Held,
  typed: Typed[],
  more: Partial<MarkingForm> = {},
): Promise<MarkingForm> {
  const view = await getAttendance(held.training.instructor, held.ref, during);
  return {
    seen: view.people.map(({ nominationId, current }) => ({
      nominationId,
      markId: current?.id ?? null,
    })),
    marks: typed.map(([{ nominationId }, mark, minutes]) => ({
      ...{ nominationId, mark },
      minutes: minutes ?? null,
    })),
    ...{ markRest: false, fromSheet: false, reason: "" },
    ...more,
  };
}
const mark = async (held: Held, typed: Typed[], more: Partial<MarkingForm> = {}, clock = during) =>
  markAttendance(held.training.instructor, held.ref, await formOf(held, typed, more), clock);
const marksOf = (nominationId: string) =>
  database.sql<{
    mark: string;
    minutes: number | null;
    source: string;
    reason: string | null;
    corrects: string | null;
    id: string;
  }>(
    "select id, mark, minutes, source, reason, corrects_id as corrects from attendance where nomination_id = $1 order by marked_at, id",
    [nominationId],
  );

describe("marking a session by list", () => {
  test("writes each mark once, with who marked it and word to count again", async () => {
    const held = await hold();
    const [ann, bob] = held.people as [Participant, Participant];
    const form = await formOf(held, [
      [ann, "present"],
      [bob, "partial", 90],
    ]);
    const { instructor } = held.training;
    expect(await markAttendance(instructor, held.ref, form, during)).toEqual({
      marked: 2,
      corrected: 0,
    });
    expect(await markAttendance(instructor, held.ref, form, during)).toEqual({
      marked: 0,
      corrected: 0,
    });
    expect(await marksOf(bob.nominationId)).toMatchObject([
      { mark: "partial", minutes: 90, source: "list" },
    ]);
    const word = await database.sql(
      "select payload from outbox where topic = 'cohorts.attendance-marked' and payload ->> 'nominationId' = $1",
      [ann.nominationId],
    );
    expect(word).toEqual([
      {
        payload: {
          cohortId: held.ref.cohortId,
          nominationId: ann.nominationId,
          correctionId: null,
        },
      },
    ]);
    const audit = await database.sql(
      "select action, actor_id, details from audit_event where details ->> 'nominationId' = $1",
      [ann.nominationId],
    );
    expect(audit).toMatchObject([{ action: "attendance.marked", actor_id: instructor.personId }]);
    expect(JSON.stringify(audit)).not.toMatch(/present|Able/);
  });

  test("marks the rest present with one button, leaving the marked as they are", async () => {
    const held = await hold(["Ann Able", "Bob Best", "Cat Cole"]);
    const [ann, bob, cat] = held.people as [Participant, Participant, Participant];
    await mark(held, [[ann, "excused"]]);
    await mark(held, [[bob, "absent"]], { markRest: true });
    const view = await getAttendance(held.training.instructor, held.ref, during);
    expect(view.people.map(({ standing }) => standing)).toEqual(["excused", "absent", "present"]);
    expect(await marksOf(cat.nominationId)).toHaveLength(1);
  });

  test("keeps what was marked before, corrected with a reason", async () => {
    const held = await hold();
    const [ann] = held.people as [Participant];
    await mark(held, [[ann, "absent"]]);
    expect(await reasonOf(mark(held, [[ann, "present"]]))).toMatchObject({
      ...{ code: "invalid", reason: "reason_missing", field: "reason" },
    });
    await mark(held, [[ann, "present"]], { reason: "she sat at the back" });
    const [first, second] = await marksOf(ann.nominationId);
    expect(second).toMatchObject({
      mark: "present",
      corrects: first?.id,
      reason: "she sat at the back",
    });
    await expect(
      database.sqlAs("app", "update attendance set mark = 'present' where id = $1", [first?.id]),
    ).rejects.toThrow(/permission denied/);
  });

  test("two colleagues at once: the second is told who was marked meanwhile, and one chain stays", async () => {
    const held = await hold();
    const [ann] = held.people as [Participant];
    const mine = await formOf(held, [[ann, "present"]]);
    const theirs = await formOf(held, [[ann, "absent"]]);
    const { manager, instructor } = held.training;
    const outcomes = await Promise.all([
      reasonOf(markAttendance(manager, held.ref, mine, during)),
      reasonOf(markAttendance(instructor, held.ref, theirs, during)),
    ]);
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome !== null)).toMatchObject({
      ...{ reason: "marked_meanwhile", names: "Ann Able" },
    });
    expect(await marksOf(ann.nominationId)).toHaveLength(1);
  });

  test("before the doors open only those excused can be marked", async () => {
    const held = await hold();
    const [ann, bob] = held.people as [Participant, Participant];
    const early = at("13:44");
    expect(await reasonOf(mark(held, [[ann, "present"]], {}, early))).toMatchObject({
      reason: "not_begun",
    });
    await mark(held, [[bob, "excused"]], {}, early);
    expect(await marksOf(bob.nominationId)).toHaveLength(1);
  });

  test.each([
    [180, "minutes_too_many"],
    [0, "minutes_too_many"],
  ])("%s minutes of a session of 180 are not part of it", async (minutes, reason) => {
    const held = await hold();
    const [ann] = held.people as [Participant];
    expect(await reasonOf(mark(held, [[ann, "partial", minutes]]))).toMatchObject({
      ...{ reason, field: `minutes.${ann.nominationId}` },
    });
  });

  test("refuses somebody without a seat, a cancelled session and a stranger's hand", async () => {
    const held = await hold();
    const [ann] = held.people as [Participant];
    const waiting = await nominate(
      database,
      held.training,
      (await createPerson(database)).personId,
    );
    const typed = [{ nominationId: waiting.nominationId, mark: "present" as const, minutes: null }];
    const form = { ...(await formOf(held, [])), marks: typed };
    const { instructor, manager } = held.training;
    expect(await reasonOf(markAttendance(instructor, held.ref, form, during))).toMatchObject({
      reason: "unknown_nomination",
    });
    const elsewhere = await createTraining(database);
    const good = await formOf(held, [[ann, "present"]]);
    expect(await reasonOf(markAttendance(elsewhere.manager, held.ref, good, during))).toMatchObject(
      { reason: "may_not_teach" },
    );
    expect(await reasonOf(markAttendance(ann.actor, held.ref, good, during))).toMatchObject({
      reason: "may_not_teach",
    });
    await cancelSession(manager, held.ref, "storm", during);
    expect(await reasonOf(markAttendance(instructor, held.ref, good, during))).toMatchObject({
      reason: "session_cancelled",
    });
  });

  test("whoever has no mark when others have and it is over did not come; without any mark nothing is known", async () => {
    const held = await hold();
    const [ann] = held.people as [Participant];
    const over = at("17:00");
    const standings = async () =>
      (await getAttendance(held.training.instructor, held.ref, over)).people.map(
        ({ standing }) => standing,
      );
    expect(await standings()).toEqual(["not_taken", "not_taken"]);
    await mark(held, [[ann, "present"]], {}, over);
    expect(await standings()).toEqual(["present", "no_show"]);
  });

  test("the page takes six statements at most, however many people", async () => {
    const held = await hold(["A A", "B B", "C C", "D D"]);
    await mark(held, [], { markRest: true });
    const { statements } = await countStatements(() =>
      getAttendance(held.training.instructor, held.ref, during),
    );
    expect(statements.length).toBeLessThanOrEqual(6);
  });
});

describe("attendance by code", () => {
  async function open(held: Held, clock = during) {
    await openAttendance(held.training.instructor, held.ref, clock);
    return shown(held, clock);
  }
  async function shown(held: Held, clock = during) {
    const { shown } = await getWall(held.training.instructor, held.ref, clock);
    if (!shown) throw new Error("nothing is shown");
    return shown;
  }

  test("marks whoever has a seat, once, from the scanned code or the words", async () => {
    const held = await hold();
    const [ann, bob] = held.people as [Participant, Participant];
    const { code, word } = await open(held);
    expect(await readCode(ann.actor, code, during)).toMatchObject({
      outcome: "open",
      title: "Opening",
    });
    expect(await attendByCode(ann.actor, code, during)).toEqual({ again: false });
    expect(await attendByCode(ann.actor, code, during)).toEqual({ again: true });
    expect(
      await attendByWord(bob.actor, ` ${word.toUpperCase().replaceAll(" ", "-")}`, during),
    ).toEqual({ again: false });
    expect(await marksOf(ann.nominationId)).toMatchObject([{ mark: "present", source: "code" }]);
    expect(await marksOf(bob.nominationId)).toHaveLength(1);
  });

  test("scanned twenty times at once marks once and refuses nobody", async () => {
    const held = await hold();
    const [ann] = held.people as [Participant];
    const { code } = await open(held);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => attendByCode(ann.actor, code, during)),
    );
    expect(answers.filter(({ again }) => !again)).toHaveLength(1);
    expect(await marksOf(ann.nominationId)).toHaveLength(1);
  });

  test("changes every five minutes, and an old one is soon worth nothing", async () => {
    const held = await hold();
    const [ann, bob] = held.people as [Participant, Participant];
    const first = await open(held);
    expect(first.shownUntil).toEqual(new Date("2027-03-12T15:05:00Z"));
    const second = await shown(held, at("15:05"));
    expect(second.code).not.toBe(first.code);
    expect(second.word).not.toBe(first.word);
    expect(await attendByCode(ann.actor, first.code, at("15:05"))).toEqual({ again: false });
    expect(await reasonOf(attendByCode(bob.actor, first.code, at("15:06")))).toMatchObject({
      reason: "code_expired",
    });
    expect(await attendByCode(ann.actor, first.code, at("15:30"))).toEqual({ again: true });
  });

  test.each([
    ["13:44", "not_open"],
    ["17:00", "session_over"],
  ])("at %s UTC it is refused: %s", async (time, reason) => {
    const held = await hold();
    const [ann] = held.people as [Participant];
    const { code } = await open(held);
    expect(await reasonOf(attendByCode(ann.actor, code, at(time)))).toMatchObject({ reason });
  });

  test("opens fifteen minutes before the start", async () => {
    const held = await hold();
    const [ann] = held.people as [Participant];
    const early = at("13:45");
    const { code } = await open(held, early);
    expect(await attendByCode(ann.actor, code, early)).toEqual({ again: false });
  });

  test("of another cohort tells nothing about it, and of nothing is unknown", async () => {
    const [held, other] = [await hold(), await hold(["Eve Else"])];
    const [eve] = other.people as [Participant];
    const { code, word } = await open(held);
    expect(await readCode(eve.actor, code, during)).toMatchObject({
      outcome: "no_seat",
      title: null,
      cohort: null,
    });
    expect(await reasonOf(attendByCode(eve.actor, code, during))).toMatchObject({
      reason: "no_seat",
    });
    expect(await reasonOf(attendByWord(eve.actor, word, during))).toMatchObject({
      reason: "no_seat",
    });
    expect(await reasonOf(attendByCode(eve.actor, "a".repeat(26), during))).toMatchObject({
      reason: "unknown_code",
    });
    expect(await marksOf(eve.nominationId)).toEqual([]);
  });

  test("does not undo what the academy marked, and does not count after the seat was left or the codes closed", async () => {
    const held = await hold(["Ann Able", "Bob Best", "Cat Cole"]);
    const [ann, bob, cat] = held.people as [Participant, Participant, Participant];
    const { code } = await open(held);
    await mark(held, [[ann, "excused"]]);
    expect(await reasonOf(attendByCode(ann.actor, code, during))).toMatchObject({
      reason: "marked_otherwise",
    });
    await settle(held.training, bob.nominationId, "withdrawn");
    expect(await reasonOf(attendByCode(bob.actor, code, during))).toMatchObject({
      reason: "no_seat",
    });
    await closeAttendance(held.training.instructor, held.ref, during);
    expect(await reasonOf(attendByCode(cat.actor, code, during))).toMatchObject({
      reason: "code_expired",
    });
    expect((await getWall(held.training.instructor, held.ref, during)).shown).toBeNull();
  });

  test("is opened by the academy's own teachers only, and its codes are read by nobody else", async () => {
    const held = await hold();
    const [ann] = held.people as [Participant];
    const elsewhere = await createTraining(database);
    for (const actor of [ann.actor, elsewhere.manager] satisfies Actor[])
      expect(await reasonOf(openAttendance(actor, held.ref, during))).toMatchObject({
        reason: "may_not_teach",
      });
    await open(held);
    const rows = `select 1 from attendance_code where session_id = '${held.ref.sessionId}'`;
    expect(await database.rowsAsPerson(ann.actor.personId, rows)).toBe(0);
    expect(await database.rowsAsPerson(elsewhere.manager.personId, rows)).toBe(0);
    expect(
      await reasonOf(openAttendance(held.training.manager, held.ref, at("17:00"))),
    ).toMatchObject({ reason: "session_over" });
  });
});
