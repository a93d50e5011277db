import { describe, expect, test } from "vitest";
import {
  importAttendance,
  previewAttendance,
} from "~/domain/cohorts/commands/import-attendance.server";
import { markAttendance } from "~/domain/cohorts/commands/mark-attendance.server";
import { scheduleSession } from "~/domain/cohorts/commands/schedule-session.server";
import { getAttendanceMatrix } from "~/domain/cohorts/queries/attendance-matrix.server";
import { fixedClock } from "~/domain/kernel/clock";
import {
  book,
  createTraining,
  type Participant,
  sessionForm,
  type Training,
} from "../../factories/sessions";
import { testDatabase } from "../../setup";
import { reasonOf } from "./reason";

const database = await testDatabase();
const after = fixedClock(new Date("2027-03-20T12:00:00Z"));

async function course(
  count = 2,
): Promise<{ training: Training; ann: Participant; bob: Participant; sessionIds: string[] }> {
  const training = await createTraining(database);
  const ann = await book(database, training, { fullName: "Ann Able" });
  const bob = await book(database, training, { fullName: "Bob Best" });
  const form = sessionForm({
    title: "Day",
    startsOn: "2027-03-15",
    repeatDays: count,
    saveAnyway: true,
  });
  const { sessionIds } = await scheduleSession(training.manager, training.cohortId, form, after);
  return { training, ann, bob, sessionIds };
}
const csvOf = (...lines: string[]) => ["e-mail,session,mark,minutes", ...lines].join("\r\n");
const kept = async (training: Training) =>
  database.sql<{ mark: string; minutes: number | null; source: string; reason: string | null }>(
    "select mark, minutes, source, reason from attendance where cohort_id = $1 order by marked_at, id",
    [training.cohortId],
  );

describe("attendance from CSV", () => {
  test("marks many sessions at once, named by number, title, day or time; the same file again writes nothing", async () => {
    const { training, ann, bob } = await course();
    const csv = csvOf(
      `${ann.email.toUpperCase()},1,Present,`,
      `${ann.email},Day (2/2),partial,90`,
      `${bob.email},2027-03-15,absent,`,
      `${bob.email},2027-03-16 09:00,excused,`,
    );
    const preview = await previewAttendance(training.instructor, training.cohortId, csv, after);
    expect(preview.counts).toEqual({ new: 4, same: 0, correction: 0, problem: 0 });
    expect(await kept(training)).toEqual([]);
    const run = () =>
      importAttendance(training.instructor, training.cohortId, { csv, reason: "" }, after);
    expect(await run()).toEqual({ new: 4, same: 0, correction: 0, problem: 0 });
    expect(await run()).toEqual({ new: 0, same: 4, correction: 0, problem: 0 });
    expect(await kept(training)).toMatchObject([
      { mark: "present", source: "import" },
      { mark: "partial", minutes: 90 },
      { mark: "absent" },
      { mark: "excused" },
    ]);
  });

  test("with problems in rows says which and writes nothing of it", async () => {
    const { training, ann } = await course();
    const csv = csvOf(
      `${ann.email},1,present,`,
      "nobody@example.test,1,present,",
      `${ann.email},9,present,`,
      `${ann.email},2,perhaps,`,
      `${ann.email},2,partial,`,
      `${ann.email},2,partial,180`,
      `${ann.email},1,absent,`,
      ",1,present,",
    );
    const preview = await previewAttendance(training.instructor, training.cohortId, csv, after);
    expect(preview.rows.map(({ line, problem }) => [line, problem])).toEqual([
      [2, null],
      [3, "unknown_person"],
      [4, "unknown_session"],
      [5, "unknown_mark"],
      [6, "minutes_missing"],
      [7, "minutes_too_many"],
      [8, "row_twice"],
      [9, "who_missing"],
    ]);
    const refused = importAttendance(
      training.instructor,
      training.cohortId,
      { csv, reason: "" },
      after,
    );
    expect(await reasonOf(refused)).toMatchObject({
      code: "conflict",
      reason: "import_has_problems",
      count: 7,
    });
    expect(await kept(training)).toEqual([]);
  });

  test("that changes marks asks why, and keeps the reason with each correction", async () => {
    const { training, ann, bob, sessionIds } = await course();
    const ref = { cohortId: training.cohortId, sessionId: sessionIds[0] ?? "" };
    const marks = [{ nominationId: ann.nominationId, mark: "absent" as const, minutes: null }];
    const form = { marks, seen: [], markRest: false, fromSheet: false, reason: "" };
    await markAttendance(training.manager, ref, form, after);
    const csv = csvOf(`${ann.email},1,present,`, `${bob.email},1,present,`);
    const run = (reason: string) =>
      importAttendance(training.instructor, training.cohortId, { csv, reason }, after);
    expect(await reasonOf(run(""))).toMatchObject({ reason: "reason_missing", field: "reason" });
    expect(await kept(training)).toHaveLength(1);
    expect(await run("from the signed sheet")).toMatchObject({ new: 1, correction: 1 });
    expect((await kept(training)).map(({ reason }) => reason).sort()).toEqual([
      "from the signed sheet",
      null,
      null,
    ]);
  });

  test("is read with semicolons and a byte order mark, by nomination too", async () => {
    const { training, ann } = await course();
    const csv = `\uFEFFSession;Attendance;Nomination\n1;P;${ann.nominationId}\n`;
    const { rows } = await previewAttendance(training.instructor, training.cohortId, csv, after);
    expect(rows).toMatchObject([
      { who: "Ann Able", session: "Day (1/2)", mark: "present", outcome: "new" },
    ]);
  });

  test.each([
    ["", "csv_empty"],
    ["e-mail,session,mark", "csv_empty"],
    ["name,day\nAnn,1", "csv_columns"],
    ['e-mail,session,mark\n"ann,1,present', "csv_unreadable"],
  ])("of %j is answered: %s", async (csv, reason) => {
    const { training } = await course(1);
    const preview = previewAttendance(training.manager, training.cohortId, csv, after);
    expect(await reasonOf(preview)).toMatchObject({ code: "invalid", reason, field: "csv" });
  });

  test("two imports of the same file at once write it once", async () => {
    const { training, ann, bob } = await course();
    const csv = csvOf(`${ann.email},1,present,`, `${bob.email},2,present,`);
    const run = () =>
      importAttendance(training.manager, training.cohortId, { csv, reason: "" }, after);
    const counts = await Promise.all([run(), run()]);
    expect(counts.map((count) => count.new).sort()).toEqual([0, 2]);
    expect(await kept(training)).toHaveLength(2);
  });

  test("is refused to another academy", async () => {
    const { training, ann } = await course(1);
    const elsewhere = await createTraining(database);
    const csv = csvOf(`${ann.email},1,present,`);
    const attempt = importAttendance(
      elsewhere.manager,
      training.cohortId,
      { csv, reason: "" },
      after,
    );
    expect(await reasonOf(attempt)).toMatchObject({ reason: "may_not_teach" });
  });

  test("shows in the table of the whole cohort, with the share in minutes", async () => {
    const { training, ann, bob } = await course();
    const csv = csvOf(`${ann.email},1,present,`, `${ann.email},2,partial,90`);
    await importAttendance(training.manager, training.cohortId, { csv, reason: "" }, after);
    const { rows, sessions } = await getAttendanceMatrix(
      training.instructor,
      training.cohortId,
      after,
    );
    expect(sessions).toHaveLength(2);
    expect(rows).toMatchObject([
      {
        fullName: ann.fullName,
        attended: 270,
        total: 360,
        cells: [{ standing: "present" }, { standing: "partial", minutes: 90 }],
      },
      {
        fullName: bob.fullName,
        attended: 0,
        total: 360,
        cells: [{ standing: "no_show" }, { standing: "no_show" }],
      },
    ]);
  });
});
