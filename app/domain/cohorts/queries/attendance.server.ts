/** Attendance as the academy reads it: one session's list, the sheet to sign, the wall, and the whole cohort as a table. */
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { standingIn } from "../attendance";
import { type Wall, wallOf } from "../attendance-codes.server";
import { type Attendee, type KeptMark, listAttendees, listMarks } from "../attendance-marks.server";
import { opensAt } from "../code-window";
import { getCohort } from "../cohort.server";
import { canSeeRoster } from "../policy";
import type {
  AttendanceView,
  CohortHeading,
  MarkedPerson,
  ScanRow,
  SessionHeading,
  SheetView,
} from "../schema";
import { cohortToTeach, getSession, type SessionRecord, type SessionRef } from "../session.server";
import { headingOf, sessionHeading } from "./sessions.server";

/** Throws not_found/unknown_cohort, not_found/unknown_session, forbidden/may_not_teach. */
export function getAttendance(
  actor: Actor,
  ref: SessionRef,
  clock: Clock = systemClock,
): Promise<AttendanceView> {
  return withActor(actor, async (db, fresh) => {
    const now = clock.now();
    const cohort = await cohortToTeach(db, fresh, ref.cohortId, now);
    const session = await getSession(db, ref);
    const attendees = await listAttendees(db, ref.cohortId);
    const marks = await listMarks(db, ref.cohortId, ref.sessionId);
    const scans = await listScans(db, ref.sessionId);
    return {
      cohort: headingOf(cohort),
      session: sessionHeading(session, now),
      people: attendees.flatMap((attendee) => markedPerson(attendee, session, marks, now)),
      scans,
      codesOpen: (await wallOf(db, session, now)).open,
    };
  });
}

/** Whoever has left the seat is shown only where they were marked. */
function markedPerson(
  { nominationId, fullName, email, countryName, employer, status }: Attendee,
  session: SessionRecord,
  marks: readonly KeptMark[],
  now: Date,
): MarkedPerson[] {
  const own = marks.filter((mark) => mark.nominationId === nominationId);
  const current = own.find(({ corrected }) => !corrected) ?? null;
  const hasSeat = status === "booked";
  if (!hasSeat && !current) return [];
  const held = {
    ...{ endsAt: session.endsAt, cancelled: session.cancelledAt !== null },
    anyMarked: marks.length > 0,
  };
  const standing = standingIn(held, current?.mark ?? null, now);
  const earlier = own.filter(({ corrected }) => corrected);
  const person = { nominationId, fullName, email, countryName, employer, hasSeat };
  return [{ ...person, standing, current, earlier }];
}

const listScans = (db: ActorDb, sessionId: string) => db.$queryRaw<ScanRow[]>`
  select id, name, bytes::int, uploaded_at as "uploadedAt" from sign_in_sheet where session_id = ${sessionId}::uuid order by uploaded_at desc`;

export type SheetFile = {
  sha256: string;
  name: string;
  /** The name in letters that every header can hold. */
  plainName: string;
  mediaType: string;
  bytes: number;
};

/** A kept scan, for the academy's own staff. Throws not_found/unknown_sheet, forbidden/may_not_see_roster. */
export function getSheetFile(
  actor: Actor,
  { cohortId, sessionId, sheetId }: SessionRef & { sheetId: string },
  clock: Clock = systemClock,
): Promise<SheetFile> {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getCohort(db, cohortId, clock.now());
    if (!canSeeRoster(fresh, cohort)) throw forbidden("may_not_see_roster");
    await getSession(db, { cohortId, sessionId });
    const sheet = await db.signInSheet.findFirst({ where: { id: sheetId, sessionId } });
    if (!sheet) throw notFound("unknown_sheet");
    const { sha256, name, mediaType, bytes } = sheet;
    const plainName = name.replace(/[^A-Za-z0-9._-]/g, "_");
    return { sha256, name, plainName, mediaType, bytes: Number(bytes) };
  });
}

/** The sheet to print: who has a seat, and apart from them who waits for one. Throws as getAttendance. */
export function getSheet(
  actor: Actor,
  ref: SessionRef,
  clock: Clock = systemClock,
): Promise<SheetView> {
  return withActor(actor, async (db, fresh) => {
    const now = clock.now();
    const cohort = await cohortToTeach(db, fresh, ref.cohortId, now);
    const session = await getSession(db, ref);
    const people = await listAttendees(db, ref.cohortId, { waiting: true });
    const [room] = await db.$queryRaw<{ place: string }[]>`
      select concat_ws(', ', r.name, v.name, nullif(v.address, '')) as place from room r join venue v on v.id = r.venue_id
      where r.id = ${session.roomId}::uuid`;
    return {
      cohort: headingOf(cohort),
      session: sessionHeading(session, now),
      place: room?.place ?? "",
      booked: people.filter(({ status }) => status === "booked"),
      waiting: people.filter(({ status }) => status === "waitlisted"),
      scans: await listScans(db, ref.sessionId),
    };
  });
}

export type WallView = Wall & {
  cohort: CohortHeading;
  session: SessionHeading;
  opensAt: Date;
  now: Date;
};

/** What the wall shows. Throws as getAttendance. */
export function getWall(
  actor: Actor,
  ref: SessionRef,
  clock: Clock = systemClock,
): Promise<WallView> {
  return withActor(actor, async (db, fresh) => {
    const now = clock.now();
    const cohort = await cohortToTeach(db, fresh, ref.cohortId, now);
    const session = await getSession(db, ref);
    const wall = await wallOf(db, session, now);
    const heading = { cohort: headingOf(cohort), session: sessionHeading(session, now) };
    return { ...heading, ...wall, opensAt: opensAt(session), now };
  });
}
