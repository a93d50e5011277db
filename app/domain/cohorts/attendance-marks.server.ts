/** Marks of attendance as the database keeps them: appended, each later one correcting the one before. */
import type { Actor } from "~/domain/kernel/actor";
import type { Branch } from "~/domain/kernel/country";
import { newId } from "~/domain/kernel/ids";
import type { ActorDb } from "~/platform/db/doors.server";
import type { CohortRecord } from "./cohort.server";
import { attendanceMarked } from "./jobs";
import type { NewMark, StandingMark } from "./marking";
import type { NominationStatus } from "./schema";

export type MarkSource = "list" | "import" | "sheet";
export type KeptMark = StandingMark & {
  sessionId: string;
  source: string;
  markedAt: Date;
  markedBy: string | null;
  correctsId: string | null;
  reason: string | null;
  corrected: boolean;
};

/** Every mark of a cohort, or of one of its sessions, the newest first. */
export const listMarks = (
  db: ActorDb,
  cohortId: string,
  sessionId: string | null = null,
): Promise<KeptMark[]> => db.$queryRaw<KeptMark[]>`
  select a.id, a.session_id as "sessionId", a.nomination_id as "nominationId", a.mark, a.minutes, a.source, a.marked_at as "markedAt",
    p.full_name as "markedBy", a.corrects_id as "correctsId", a.reason, n.id is not null as corrected
  from attendance a left join attendance n on n.corrects_id = a.id left join person p on p.id = a.marked_by
  where a.cohort_id = ${cohortId}::uuid and (${sessionId}::uuid is null or a.session_id = ${sessionId}::uuid)
  order by a.marked_at desc, a.id desc`;

export type Attendee = {
  nominationId: string;
  personId: string | null;
  fullName: string;
  email: string;
  country: string;
  countryName: string;
  branch: Branch;
  employer: string;
  status: NominationStatus;
};

/** Whoever has a seat or was marked in one of the sessions, by name; `waiting` adds those who wait for a seat. */
export const listAttendees = (
  db: ActorDb,
  cohortId: string,
  { waiting = false } = {},
): Promise<Attendee[]> => db.$queryRaw<Attendee[]>`
  select n.id as "nominationId", n.person_id as "personId", n.full_name as "fullName", n.email, n.country,
    c.name as "countryName", n.branch, coalesce(o.name, '') as employer, n.status
  from nomination n join country c on c.iso2 = n.country left join organisation o on o.id = n.employer_id
  where n.cohort_id = ${cohortId}::uuid and (n.status = 'booked' or ${waiting} and n.status = 'waitlisted'
    or exists (select 1 from attendance a where a.nomination_id = n.id))
  order by n.sort_name, n.id`;

export type SessionMark = NewMark & { sessionId: string };

/** Appends the marks, each with its audit event, and leaves word to count again. `reason` stands beside every correction. */
export async function appendMarks(
  db: ActorDb,
  actor: Actor,
  cohort: CohortRecord,
  marks: readonly SessionMark[],
  { source, reason, now }: { source: MarkSource; reason: string; now: Date },
): Promise<void> {
  if (marks.length === 0) return;
  const rows = JSON.stringify(marks.map((mark) => ({ ...mark, id: newId() })));
  await db.$executeRaw`
    insert into attendance (id, session_id, cohort_id, organisation_id, nomination_id, person_id, country, branch, mark, minutes, source,
      marked_by, marked_at, corrects_id, reason)
    select x.id, x."sessionId", n.cohort_id, n.organisation_id, n.id, n.person_id, n.country, n.branch, x.mark, x.minutes, ${source},
      ${actor.personId}::uuid, ${now}, x."correctsId", case when x."correctsId" is not null then ${reason} end
    from jsonb_to_recordset(${rows}::jsonb) as x (id uuid, "sessionId" uuid, "nominationId" uuid, mark text, minutes int, "correctsId" uuid)
    join nomination n on n.id = x."nominationId" and n.cohort_id = ${cohort.id}::uuid`;
  await db.$executeRaw`
    select app.record_audit(gen_random_uuid(), case when x."correctsId" is null then 'attendance.marked' else 'attendance.corrected' end, 'attendance',
      x.id::text, n.country, jsonb_build_object('sessionId', x."sessionId", 'nominationId', n.id, 'source', ${source}::text))
    from jsonb_to_recordset(${rows}::jsonb) as x (id uuid, "sessionId" uuid, "nominationId" uuid, "correctsId" uuid) join nomination n on n.id = x."nominationId"`;
  await db.$executeRaw`
    select app.enqueue(gen_random_uuid(), ${attendanceMarked}, jsonb_build_object('cohortId', ${cohort.id}::text, 'nominationId', w.nomination,
      'correctionId', w.correction), null, null)
    from (select distinct x."nominationId" as nomination, case when x."correctsId" is not null then x.id end as correction
      from jsonb_to_recordset(${rows}::jsonb) as x (id uuid, "nominationId" uuid, "correctsId" uuid)) w`;
}

/** Leaves word to count everybody's attendance again: minutes of the timetable changed. Nothing is taken back for that. */
export async function recountAttendance(db: ActorDb, cohortId: string): Promise<void> {
  await db.$executeRaw`
    select app.enqueue(gen_random_uuid(), ${attendanceMarked}, jsonb_build_object('cohortId', ${cohortId}::text, 'nominationId', w.id), null, null)
    from (select distinct a.nomination_id as id from attendance a where a.cohort_id = ${cohortId}::uuid) w`;
}
