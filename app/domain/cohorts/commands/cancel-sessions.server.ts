/** For the worker: what a cancelled cohort would still have held is cancelled with it, so that calendars, rooms and trainers are free. */
import { recordAudit, withCohortJob } from "~/platform/db/doors.server";
import { recountAttendance } from "../attendance-marks.server";
import { getCohort } from "../cohort.server";
import { tellOfSessions } from "../session-news.server";

/** Cancels, with the cohort's own reason, every session that is not over; those it has cancelled stay as they are. */
export const cancelSessionsAfter = (outboxId: string, cohortId: string, now: Date): Promise<void> =>
  withCohortJob(outboxId, async (db) => {
    const cohort = await getCohort(db, cohortId, now);
    if (cohort.state !== "cancelled") return;
    const cancelled = await db.$queryRaw<{ id: string }[]>`
      update cohort_session s set cancelled_at = c.cancelled_at, cancel_reason = c.cancel_reason, changed_at = ${now}, revision = s.revision + 1
      from cohort c where c.id = ${cohortId}::uuid and s.cohort_id = c.id and s.cancelled_at is null and s.ends_at > c.cancelled_at
      returning s.id`;
    for (const { id } of cancelled)
      await recordAudit(db, {
        ...{ action: "session.cancelled", subjectKind: "cohort_session", subjectId: id },
        ...{ country: cohort.academyCountry, details: { cohortId } },
      });
    await tellOfSessions(
      db,
      cancelled.map(({ id }) => id),
      "cancelled",
      now,
    );
    await recountAttendance(db, cohortId);
  });
