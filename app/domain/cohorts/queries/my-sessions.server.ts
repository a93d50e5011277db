/** A person's own sessions: where they have a seat or teach, in their own zone and the room's. */
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { standingIn } from "../attendance";
import { hashOfCode } from "../attendance-codes.server";
import type { AttendanceMark, CodeOutcome, MySession } from "../schema";
import { stateOf } from "./sessions.server";

export type MySessions = { zone: string; coming: MySession[]; past: MySession[] };

/** What is to come, and what was in the last year; the joining link only where the actor has a seat or teaches. */
export function listMySessions(actor: Actor, clock: Clock = systemClock): Promise<MySessions> {
  return withActor(actor, async (db, fresh) => {
    const now = clock.now();
    const [home] = await db.$queryRaw<{ zone: string }[]>`
      select c.zone from person p join country c on c.iso2 = p.country where p.id = ${fresh.personId}::uuid`;
    const sessions = await ownSessions(db, { personId: fresh.personId, cohortId: null, now });
    return {
      zone: home?.zone ?? "UTC",
      coming: sessions.filter(({ endsAt }) => endsAt > now),
      past: sessions.filter(({ endsAt }) => endsAt <= now).reverse(),
    };
  });
}

type Row = Omit<MySession, "state" | "standing"> & {
  cancelledAt: Date | null;
  mark: AttendanceMark | null;
};

/** For this area's other pages about a learner: their sessions of one cohort, or of all. */
export async function ownSessions(
  db: ActorDb,
  { personId, cohortId, now }: { personId: string; cohortId: string | null; now: Date },
): Promise<MySession[]> {
  const since = new Date(now.getTime() - 366 * 86_400_000);
  const rows = await db.$queryRaw<Row[]>`
    select s.id, s.cohort_id as "cohortId", c.title as cohort, s.title, s.starts_at as "startsAt", s.ends_at as "endsAt", s.zone,
      concat_ws(', ', r.name, v.name, nullif(v.address, '')) as place, l.url as "joiningLink", s.note, s.cancelled_at as "cancelledAt",
      s.cancel_reason as "cancelReason", array(select x.name from session_trainer x where x.session_id = s.id order by x.name) as trainers,
      n.id is null as teaching, m.mark
    from cohort_session s join cohort c on c.id = s.cohort_id
    left join room r on r.id = s.room_id left join venue v on v.id = r.venue_id left join session_link l on l.session_id = s.id
    left join nomination n on n.cohort_id = s.cohort_id and n.status = 'booked' and n.person_id = ${personId}::uuid
    left join attendance m on m.session_id = s.id and m.nomination_id = n.id and not exists (select 1 from attendance k where k.corrects_id = m.id)
    where s.ends_at > ${since} and (${cohortId}::uuid is null or s.cohort_id = ${cohortId}::uuid)
      and (n.id is not null or exists (select 1 from session_trainer t where t.session_id = s.id and t.person_id = ${personId}::uuid))
    order by s.starts_at, s.id`;
  return rows.map(({ cancelledAt, mark, ...row }) => {
    // of others' marks a learner knows nothing: their own is missing, no more
    const held = { endsAt: row.endsAt, cancelled: cancelledAt !== null, anyMarked: false };
    const standing = row.teaching ? null : standingIn(held, mark, now);
    return { ...row, state: stateOf({ ...row, cancelledAt }, now), standing };
  });
}

export type CodeView = {
  outcome: CodeOutcome;
  title: string | null;
  cohort: string | null;
  startsAt: Date | null;
  endsAt: Date | null;
  zone: string | null;
};

/** What a scanned code means to the actor, without using it. */
export function readCode(
  actor: Actor,
  code: string,
  clock: Clock = systemClock,
): Promise<CodeView> {
  return withActor(actor, async (db) => {
    const [row] = await db.$queryRaw<CodeView[]>`
      select outcome, title, cohort, starts_at as "startsAt", ends_at as "endsAt", zone
      from app.read_attendance_code(${hashOfCode(code)}, ${clock.now()})`;
    const unknown = { outcome: "unknown_code", title: null, cohort: null } as const;
    return row ?? { ...unknown, startsAt: null, endsAt: null, zone: null };
  });
}
