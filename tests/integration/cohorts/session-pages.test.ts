/** Every page takes six data statements at most, however many sessions and people there are. */
import { beforeAll, expect, test } from "vitest";
import { importAttendance } from "~/domain/cohorts/commands/import-attendance.server";
import { scheduleSession } from "~/domain/cohorts/commands/schedule-session.server";
import { getAttendance, getSheet, getWall } from "~/domain/cohorts/queries/attendance.server";
import {
  getAttendanceMatrix,
  getAttendancePage,
} from "~/domain/cohorts/queries/attendance-matrix.server";
import { listMySessions } from "~/domain/cohorts/queries/my-sessions.server";
import { getSessionForm, getTimetable } from "~/domain/cohorts/queries/sessions.server";
import { fixedClock } from "~/domain/kernel/clock";
import {
  book,
  createTraining,
  type Participant,
  sessionForm,
  type Training,
} from "../../factories/sessions";
import { testDatabase } from "../../setup";
import { countStatements } from "../../setup/statements";

const database = await testDatabase();
const clock = fixedClock(new Date("2027-03-20T12:00:00Z"));
type Full = { training: Training; ann: Participant; ref: { cohortId: string; sessionId: string } };
let small: Full;
let large: Full;

async function full(days: number, people: number): Promise<Full> {
  const training = await createTraining(database);
  const ann = await book(database, training);
  for (let more = 1; more < people; more++) await book(database, training);
  const trainerIds = [training.trainer.personId];
  const form = sessionForm({
    repeatDays: days,
    saveAnyway: true,
    trainerIds,
    roomId: training.roomId,
  });
  const { sessionIds } = await scheduleSession(training.manager, training.cohortId, form, clock);
  const csv = `email,session,mark\n${sessionIds.map((_, index) => `${ann.email},${index + 1},excused`).join("\n")}`;
  await importAttendance(training.manager, training.cohortId, { csv, reason: "" }, clock);
  return { training, ann, ref: { cohortId: training.cohortId, sessionId: sessionIds[0] ?? "" } };
}

beforeAll(async () => {
  small = await full(1, 1);
  large = await full(12, 9);
});

const PAGES: Record<string, (of: Full) => Promise<unknown>> = {
  timetable: ({ training, ref }) => getTimetable(training.manager, ref.cohortId, clock),
  form: ({ training, ref }) => getSessionForm(training.manager, ref, clock),
  attendance: ({ training, ref }) => getAttendance(training.manager, ref, clock),
  sheet: ({ training, ref }) => getSheet(training.manager, ref, clock),
  wall: ({ training, ref }) => getWall(training.manager, ref, clock),
  matrix: ({ training, ref }) => getAttendanceMatrix(training.manager, ref.cohortId, clock),
  "page of the matrix": ({ training, ref }) =>
    getAttendancePage(training.manager, ref.cohortId, 1, clock),
  mine: ({ ann }) => listMySessions(ann.actor, clock),
};

test.each(Object.keys(PAGES))("the page %s", async (name) => {
  const page = PAGES[name] ?? (() => Promise.resolve());
  const { statements: few } = await countStatements(() => page(small));
  const { statements: many } = await countStatements(() => page(large));
  expect(many.length).toBe(few.length);
  expect(many.length).toBeGreaterThan(0);
  expect(many.length).toBeLessThanOrEqual(6);
});

test("the matrix shows fifty people to a page, in the order of the file, with their marks", async () => {
  const { training, ref, ann } = large;
  const whole = await getAttendanceMatrix(training.manager, ref.cohortId, clock);
  const page = (number: number) => getAttendancePage(training.manager, ref.cohortId, number, clock);
  const first = await page(1);
  expect(first.rows).toEqual(whole.rows);
  expect(first).toMatchObject({ people: 9, pages: 1 });
  const own = first.rows.find(({ nominationId }) => nominationId === ann.nominationId);
  expect(own?.cells.map(({ standing }) => standing)).toEqual(Array(12).fill("excused"));
  expect((await page(2)).rows).toEqual([]);
});
