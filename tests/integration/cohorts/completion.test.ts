/** Attendance completes a workshop, and what rests on the completion follows it when marks are corrected. */
import { describe, expect, test } from "vitest";
import { cancelSession } from "~/domain/cohorts/commands/change-session.server";
import { importAttendance } from "~/domain/cohorts/commands/import-attendance.server";
import { scheduleSession } from "~/domain/cohorts/commands/schedule-session.server";
import { getProgress } from "~/domain/cohorts/queries/progress.server";
import { fixedClock } from "~/domain/kernel/clock";
import { createPerson } from "../../factories/identity";
import {
  book,
  createTraining,
  nominateStranger,
  type Participant,
  sessionForm,
  settle,
  type Training,
} from "../../factories/sessions";
import { testDatabase } from "../../setup";
import { work } from "./work";

const database = await testDatabase();
const after = fixedClock(new Date("2027-03-20T12:00:00Z"));

/** Four sessions of three hours, Monday to Thursday. */
async function course(input: Parameters<typeof createTraining>[1] = {}) {
  const training = await createTraining(database, input);
  await database.sql(
    `insert into certification (key, name, curriculum_key, validity_months, grace_months, minimum_assurance, overlay_required)
     values ($1, 'Workshop scheme', $1, 24, 12, 'C2', false)`,
    [training.curriculumKey],
  );
  const form = sessionForm({
    title: "Day",
    startsOn: "2027-03-15",
    repeatDays: 4,
    saveAnyway: true,
  });
  await scheduleSession(training.manager, training.cohortId, form, after);
  return training;
}

/** Marks days 1 to 4 in order; an empty mark leaves the day as it is. */
async function mark(
  training: Training,
  { email }: { email: string },
  marks: string[],
  reason = "",
) {
  const rows = marks.flatMap((text, index) => (text ? [`${email},${index + 1},${text}`] : []));
  const csv = ["email,session,mark,minutes", ...rows].join("\n");
  await importAttendance(training.manager, training.cohortId, { csv, reason }, after);
  await work(database);
}

const completed = async ({ enrolmentId }: Pick<Participant, "enrolmentId">) =>
  (
    await database.sql<{ cause: string }>(
      "select cause from module_completion where enrolment_id = $1",
      [enrolmentId],
    )
  ).map(({ cause }) => cause);
const awards = ({ actor }: Pick<Participant, "actor">) =>
  database.sql<{ cause: string | null; recorded_by: string | null }>(
    "select r.cause, r.recorded_by from award a left join award_revocation r on r.award_id = a.id where a.person_id = $1 order by a.issue",
    [actor.personId],
  );

describe("a workshop", () => {
  test("is complete when the share of all scheduled sessions is reached, and not before; the award follows", async () => {
    const training = await course({ attendancePercent: 75 });
    const ann = await book(database, training);
    await mark(training, ann, ["present", "present"]);
    expect(await completed(ann)).toEqual([]);
    await mark(training, ann, ["", "", "partial,90"]);
    expect(await completed(ann)).toEqual([]);
    await mark(training, ann, ["", "", "", "partial,90"]);
    expect(await completed(ann)).toEqual(["attended"]);
    expect(await awards(ann)).toEqual([{ cause: null, recorded_by: null }]);
  });

  test("asks for the higher of what cohort and curriculum ask", async () => {
    const training = await course({ attendancePercent: 50, modulePercent: 75 });
    const ann = await book(database, training);
    await mark(training, ann, ["present", "present"]);
    expect(await completed(ann)).toEqual([]);
    const { people } = await getProgress(
      training.manager,
      training.cohortId,
      { standing: "" },
      after.now(),
    );
    expect(people[0]?.missing).toMatchObject([{ what: "attendance", percent: 100, threshold: 75 }]);
    await mark(training, ann, ["", "", "present"]);
    expect(await completed(ann)).toEqual(["attended"]);
  });

  test("counts neither what one is excused from nor what was cancelled", async () => {
    const training = await course({ attendancePercent: 100 });
    const ann = await book(database, training);
    await mark(training, ann, ["present", "excused", "present"]);
    expect(await completed(ann)).toEqual([]);
    const [last] = await database.sql<{ id: string }>(
      "select id from cohort_session where cohort_id = $1 order by starts_at desc limit 1",
      [training.cohortId],
    );
    const ref = { cohortId: training.cohortId, sessionId: last?.id ?? "" };
    await cancelSession(training.manager, ref, "hurricane", after);
    await work(database);
    expect(await completed(ann)).toEqual(["attended"]);
  });

  test("is not taken back because a session was added later, only because a mark was corrected", async () => {
    const training = await course({ attendancePercent: 100 });
    const ann = await book(database, training);
    await mark(training, ann, ["present", "present", "present", "present"]);
    const extra = sessionForm({ title: "Extra", startsOn: "2027-03-19", saveAnyway: true });
    await scheduleSession(training.manager, training.cohortId, extra, after);
    await mark(training, ann, ["", "", "", "", "absent"]);
    expect(await completed(ann)).toEqual(["attended"]);
    expect(await awards(ann)).toEqual([{ cause: null, recorded_by: null }]);
  });

  test("corrected below the threshold is not complete any more; the award is withdrawn and earned again", async () => {
    const training = await course({ attendancePercent: 75 });
    const ann = await book(database, training);
    await mark(training, ann, ["present", "present", "present"]);
    await mark(training, ann, ["", "", "absent"], "signed for a colleague");
    expect(await completed(ann)).toEqual([]);
    const { personId } = training.manager;
    expect(await awards(ann)).toEqual([{ cause: "attendance_corrected", recorded_by: personId }]);
    const letters = await database.sql<{ kind: string }>(
      "select kind from message where person_id = $1 and kind like 'award%' order by created_at",
      [ann.actor.personId],
    );
    expect(letters.map(({ kind }) => kind)).toEqual(["award-issued", "award-withdrawn"]);
    await mark(training, ann, ["", "", "", "present"]);
    expect(await completed(ann)).toEqual(["attended"]);
    expect((await awards(ann)).map(({ cause }) => cause)).toEqual(["attendance_corrected", null]);
  });

  test("before an award, a correction takes back the completion alone", async () => {
    const training = await course({ attendancePercent: 75 });
    await database.sql(
      "insert into module (id, curriculum_version_id, key, title, kind, position, minutes, required, document) values (gen_random_uuid(), $1, 'exam', 'Exam', 'exam', 2, 30, true, '{}')",
      [training.versionId],
    );
    const ann = await book(database, training);
    await mark(training, ann, ["present", "present", "present"]);
    expect(await completed(ann)).toEqual(["attended"]);
    await mark(training, ann, ["", "", "absent"], "left at nine");
    expect(await completed(ann)).toEqual([]);
    expect(await awards(ann)).toEqual([]);
  });

  test("completed by other means is not undone by attendance", async () => {
    const training = await course({ attendancePercent: 75 });
    const ann = await book(database, training);
    await database.sql(
      `insert into module_completion (id, enrolment_id, module_id, person_id, country, branch, cause)
       values (gen_random_uuid(), $1, $2, $3, 'LC', 'general', 'recognised')`,
      [ann.enrolmentId, training.workshopId, ann.actor.personId],
    );
    await mark(training, ann, ["present"]);
    await mark(training, ann, ["absent"], "wrong line");
    expect(await completed(ann)).toEqual(["recognised"]);
  });

  test("attended in one cohort stays complete while marks of another cohort on the same enrolment are corrected", async () => {
    const training = await course({ attendancePercent: 75 });
    const ann = await book(database, training);
    await mark(training, ann, ["present", "present", "present"]);
    const second = { ...training, cohortId: await secondCohort(training) };
    const again = await book(database, second, { actor: ann.actor });
    expect(again.enrolmentId).toBe(ann.enrolmentId);
    await scheduleSession(
      second.manager,
      second.cohortId,
      sessionForm({
        startsOn: "2027-03-18",
        startTime: "14:00",
        endTime: "15:00",
        saveAnyway: true,
      }),
      after,
    );
    await mark(second, again, ["present"]);
    await mark(second, again, ["absent"], "another Ann");
    expect(await completed(ann)).toEqual(["attended"]);
  });

  test("attended before one had an account counts once one has joined", async () => {
    const training = await course({ attendancePercent: 75 });
    const stella = await nominateStranger(database, training);
    await settle(training, stella.nominationId, "booked");
    await mark(training, stella, ["present", "present", "present"]);
    const joined = await createPerson(database, { country: "JM", email: stella.email });
    await database.sql(
      `with i as (insert into invitation (id, email, full_name, country, branch, profession_key, organisation_id, code_hash, invited_by, accepted_at, expires_at)
         values (gen_random_uuid(), $1, 'Stella', 'JM', 'general', 'le_first_responder', $2, $1, $3, now(), now() + interval '1 day') returning id)
       update nomination set invitation_id = (select id from i) where id = $4`,
      [stella.email, training.organisationId, training.manager.personId, stella.nominationId],
    );
    await database.sql("select app.link_nominations($1)", [joined.personId]);
    await work(database);
    const [row] = await database.sql<{ cause: string }>(
      "select cause from module_completion where person_id = $1",
      [joined.personId],
    );
    expect(row).toEqual({ cause: "attended" });
  });

  test("left behind with the seat completes nothing", async () => {
    const training = await course({ attendancePercent: 75 });
    const ann = await book(database, training);
    await mark(training, ann, ["present", "present"]);
    await settle(training, ann.nominationId, "withdrawn");
    await mark(training, ann, ["", "", "present"]);
    expect(await completed(ann)).toEqual([]);
  });
});

async function secondCohort(training: Training): Promise<string> {
  const [row] = await database.sql<{ id: string }>(
    `insert into cohort (id, code, organisation_id, curriculum_version_id, title, mode, zone, starts_on, ends_on, seats, enrolment, attendance_percent, published_at)
     select gen_random_uuid(), code || '-2', organisation_id, curriculum_version_id, title, mode, zone, starts_on, ends_on, 5, enrolment, attendance_percent, now()
     from cohort where id = $1 returning id`,
    [training.cohortId],
  );
  await database.sql(
    "insert into seat (cohort_id, organisation_id, number) select $1, $2, generate_series(1, 5)",
    [row?.id, training.organisationId],
  );
  return row?.id ?? "";
}
