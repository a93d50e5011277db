/** A whole cohort's attendance: everybody against every session, for a page and for a file. */
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { withActor } from "~/platform/db/doors.server";
import { attendanceShare, minutesBetween, standingIn } from "../attendance";
import { type Attendee, type KeptMark, listAttendees, listMarks } from "../attendance-marks.server";
import { cohortPages } from "../policy";
import type { AttendanceStanding, CohortHeading, CohortPage, SessionHeading } from "../schema";
import { cohortToTeach, listSessions, type SessionRecord } from "../session.server";
import { headingOf, sessionHeading } from "./sessions.server";

export type MatrixRow = Attendee & {
  hasSeat: boolean;
  /** In the order of `sessions`. */
  cells: { standing: AttendanceStanding; minutes: number | null }[];
  attended: number;
  total: number;
};
export type AttendanceMatrix = {
  cohort: CohortHeading & { pages: CohortPage[] };
  sessions: SessionHeading[];
  rows: MatrixRow[];
  /** How many in all, on how many pages. */
  people: number;
  pages: number;
};

const PEOPLE_PER_PAGE = 50;

/** Everybody against every session, for a file. Throws as getAttendance. */
export const getAttendanceMatrix = (
  actor: Actor,
  cohortId: string,
  clock: Clock = systemClock,
): Promise<AttendanceMatrix> => readMatrix(actor, cohortId, null, clock);

/** Fifty people against every session. Throws as getAttendance. */
export const getAttendancePage = (
  actor: Actor,
  cohortId: string,
  page: number,
  clock: Clock = systemClock,
): Promise<AttendanceMatrix> => readMatrix(actor, cohortId, page, clock);

function readMatrix(
  actor: Actor,
  cohortId: string,
  page: number | null,
  clock: Clock,
): Promise<AttendanceMatrix> {
  return withActor(actor, async (db, fresh) => {
    const now = clock.now();
    const cohort = await cohortToTeach(db, fresh, cohortId, now);
    const sessions = await listSessions(db, cohortId);
    const attendees = await listAttendees(db, cohortId);
    const marks = (await listMarks(db, cohortId)).filter(({ corrected }) => !corrected);
    const from = page === null ? 0 : (page - 1) * PEOPLE_PER_PAGE;
    const shown = page === null ? attendees : attendees.slice(from, from + PEOPLE_PER_PAGE);
    const known = marksByPerson(marks);
    return {
      cohort: { ...headingOf(cohort), pages: cohortPages(fresh, cohort) },
      sessions: sessions.map((session) => sessionHeading(session, now)),
      rows: shown.map((attendee) => matrixRow(attendee, sessions, known, now)),
      people: attendees.length,
      pages: Math.ceil(attendees.length / PEOPLE_PER_PAGE),
    };
  });
}

type KnownMarks = { of: Map<string, KeptMark[]>; taken: Set<string> };

function marksByPerson(marks: readonly KeptMark[]): KnownMarks {
  const of = new Map<string, KeptMark[]>();
  for (const mark of marks) {
    const own = of.get(mark.nominationId);
    if (own) own.push(mark);
    else of.set(mark.nominationId, [mark]);
  }
  return { of, taken: new Set(marks.map(({ sessionId }) => sessionId)) };
}

function matrixRow(
  attendee: Attendee,
  sessions: readonly SessionRecord[],
  known: KnownMarks,
  now: Date,
): MatrixRow {
  const own = known.of.get(attendee.nominationId) ?? [];
  const cells = sessions.map((session) => {
    const mark = own.find(({ sessionId }) => sessionId === session.id);
    const anyMarked = known.taken.has(session.id);
    const held = { endsAt: session.endsAt, cancelled: session.cancelledAt !== null, anyMarked };
    return { standing: standingIn(held, mark?.mark ?? null, now), minutes: mark?.minutes ?? null };
  });
  const counted = sessions.map((session) => ({
    ...{ id: session.id, minutes: minutesBetween(session) },
    cancelled: session.cancelledAt !== null,
  }));
  const hasSeat = attendee.status === "booked";
  return { ...attendee, hasSeat, cells, ...attendanceShare(counted, own) };
}
