/** A session as this area's commands know it, and the checks they share. */
import type { Actor } from "~/domain/kernel/actor";
import { conflict, forbidden, invalid, notFound } from "~/domain/kernel/errors";
import type { ActorDb } from "~/platform/db/doors.server";
import { type CohortRecord, getCohort } from "./cohort.server";
import { canTeach } from "./policy";
import type { AcademyRoom, AcademyTrainer, CohortModule, SessionTrainer } from "./schema";
import type { Interval } from "./session-times";

export type SessionRef = { cohortId: string; sessionId: string };
export type SessionRecord = Interval & {
  id: string;
  title: string;
  zone: string;
  moduleId: string | null;
  roomId: string | null;
  joiningLink: string | null;
  note: string;
  fallbackStartsAt: Date | null;
  fallbackEndsAt: Date | null;
  revision: number;
  cancelledAt: Date | null;
  cancelReason: string | null;
  trainers: SessionTrainer[];
};

/** Throws not_found/unknown_cohort, forbidden/may_not_teach. */
export async function cohortToTeach(
  db: ActorDb,
  actor: Actor,
  cohortId: string,
  now: Date,
): Promise<CohortRecord> {
  const cohort = await getCohort(db, cohortId, now);
  if (!canTeach(actor, cohort)) throw forbidden("may_not_teach");
  return cohort;
}

/** Throws conflict/cohort_is_template, conflict/cohort_over. */
export function assertSchedulable({ state }: CohortRecord): void {
  if (state === "template") throw conflict("cohort_is_template");
  if (state === "cancelled" || state === "closed") throw conflict("cohort_over");
}

/** The session, locked until the transaction ends: whoever else changes or marks it waits. Throws not_found/unknown_session. */
export async function lockSession(db: ActorDb, ref: SessionRef): Promise<SessionRecord> {
  await db.$executeRaw`select 1 from cohort_session where id = ${ref.sessionId}::uuid for update`;
  return getSession(db, ref);
}

/** Throws not_found/unknown_session. */
export async function getSession(db: ActorDb, ref: SessionRef): Promise<SessionRecord> {
  const [session] = await listSessions(db, ref.cohortId, ref.sessionId);
  if (!session) throw notFound("unknown_session");
  return session;
}

/** A cohort's sessions in the order of the timetable, with what of them the actor may see. */
export const listSessions = (
  db: ActorDb,
  cohortId: string,
  only: string | null = null,
): Promise<SessionRecord[]> => db.$queryRaw<SessionRecord[]>`
  select s.id, s.title, s.zone, s.module_id as "moduleId", s.starts_at as "startsAt", s.ends_at as "endsAt", s.room_id as "roomId",
    l.url as "joiningLink", s.note, s.fallback_starts_at as "fallbackStartsAt", s.fallback_ends_at as "fallbackEndsAt", s.revision,
    s.cancelled_at as "cancelledAt", s.cancel_reason as "cancelReason",
    coalesce((select jsonb_agg(jsonb_build_object('personId', t.person_id, 'name', t.name) order by t.role desc, t.name)
      from session_trainer t where t.session_id = s.id), '[]') as trainers
  from cohort_session s left join session_link l on l.session_id = s.id
  where s.cohort_id = ${cohortId}::uuid and (${only}::uuid is null or s.id = ${only}::uuid)
  order by s.starts_at, s.id`;

/** Throws conflict/session_cancelled. */
export function assertHeld(session: Pick<SessionRecord, "cancelledAt">): void {
  if (session.cancelledAt) throw conflict("session_cancelled");
}

/** Rooms the academy has now, and the one the session has already. */
export const listRooms = (
  db: ActorDb,
  organisationId: string,
  sessionId: string | null,
): Promise<AcademyRoom[]> => db.$queryRaw<AcademyRoom[]>`
  select r.id, r.name, v.name as venue, r.capacity from room r join venue v on v.id = r.venue_id
  where r.organisation_id = ${organisationId}::uuid and (r.retired_at is null and v.retired_at is null
    or exists (select 1 from cohort_session s where s.id = ${sessionId}::uuid and s.room_id = r.id))
  order by v.name, r.name`;

/** Who trains for the academy now, and who trains in the session already. */
export const listTrainers = (
  db: ActorDb,
  organisationId: string,
  sessionId: string | null,
): Promise<AcademyTrainer[]> => db.$queryRaw<AcademyTrainer[]>`
  select distinct on (t.name, t.person_id) t.person_id as "personId", t.name, t.country, t.branch from trainer t
  where t.organisation_id = ${organisationId}::uuid and (t.until_on is null or t.until_on >= current_date
    or exists (select 1 from session_trainer s where s.session_id = ${sessionId}::uuid and s.person_id = t.person_id))
  order by t.name, t.person_id, t.since_on desc`;

/** What of the curriculum people meet for: workshops and practicals. */
export const listMeetingModules = (db: ActorDb, cohort: CohortRecord): Promise<CohortModule[]> =>
  db.$queryRaw<CohortModule[]>`
    select m.id, m.title, m.kind, (m.document ->> 'attendancePercent')::int as "attendancePercent" from module m
    where m.curriculum_version_id = ${cohort.curriculumVersionId}::uuid and m.kind in ('workshop', 'practical') order by m.position`;

export type Wanted = {
  roomId: string | null;
  moduleId: string | null;
  trainerIds: readonly string[];
};
export type Chosen = { room: AcademyRoom | null; trainers: AcademyTrainer[] };

/** Throws invalid with the field: unknown_room, unknown_module, unknown_trainer. */
export async function chosenOf(
  db: ActorDb,
  cohort: CohortRecord,
  wanted: Wanted,
  sessionId: string | null,
): Promise<Chosen> {
  const rooms = wanted.roomId ? await listRooms(db, cohort.organisationId, sessionId) : [];
  const room = rooms.find(({ id }) => id === wanted.roomId) ?? null;
  if (wanted.roomId && !room) throw invalid("unknown_room", { field: "roomId" });
  const modules = wanted.moduleId ? await listMeetingModules(db, cohort) : [];
  if (wanted.moduleId && !modules.some(({ id }) => id === wanted.moduleId))
    throw invalid("unknown_module", { field: "moduleId" });
  const known = await listTrainers(db, cohort.organisationId, sessionId);
  const trainers = known.filter(({ personId }) => wanted.trainerIds.includes(personId));
  if (trainers.length < new Set(wanted.trainerIds).size)
    throw invalid("unknown_trainer", { field: "trainerIds" });
  return { room, trainers };
}
