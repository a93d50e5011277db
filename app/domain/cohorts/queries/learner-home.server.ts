/** The trainings a learner is in, waits for, or was put forward for. */
import type { Actor } from "~/domain/kernel/actor";
import { type Day, dayOf } from "~/domain/kernel/days";
import type { ActorDb } from "~/platform/db/doors.server";
import type { Mode, NominationStatus, QueuePlace } from "../schema";

export type MyTraining = {
  cohortId: string;
  nominationId: string;
  title: string;
  academy: string;
  mode: Mode;
  /** `offered`: somebody put this e-mail forward and the person has not taken it up. */
  status: NominationStatus | "offered";
  startsOn: Day | null;
  endsOn: Day | null;
  zone: string;
  place: string | null;
  queue: QueuePlace | null;
  next: { title: string; startsAt: Date; zone: string } | null;
};

type Row = Omit<MyTraining, "startsOn" | "endsOn" | "next"> & {
  startsOn: Date | null;
  endsOn: Date | null;
  next: { title: string; startsAt: string; zone: string } | null;
};

/** For areas above, in their transaction. Trainings that ended more than a month ago are history and not shown here. */
export async function listOwnTraining(db: ActorDb, actor: Actor, now: Date): Promise<MyTraining[]> {
  const rows = await db.$queryRaw<Row[]>`
    select c.id::text as "cohortId", t.id::text as "nominationId", c.title, o.name as academy, c.mode, t.status, c.starts_on as "startsOn",
      c.ends_on as "endsOn", c.zone, nullif(concat_ws(', ', w.name, nullif(w.address, '')), '') as place,
      (select jsonb_build_object('place', q.place, 'waiting', q.waiting) from app.place_in_queue(t.id) q) as queue,
      (select jsonb_build_object('title', s.title, 'startsAt', s.starts_at, 'zone', s.zone) from cohort_session s
        where t.status = 'booked' and s.cohort_id = c.id and s.cancelled_at is null and s.ends_at > ${now} order by s.starts_at limit 1) as next
    from (select id, cohort_id, status from nomination where person_id = ${actor.personId}::uuid and status in ('requested', 'approved', 'booked', 'waitlisted')
        union all select nomination_id, cohort_id, 'offered' from app.nominations_offered()) t
      join cohort c on c.id = t.cohort_id join organisation o on o.id = c.organisation_id left join venue w on w.id = c.venue_id
    where c.closed_at is null and (c.ends_on is null or c.ends_on >= ${now}::date - 31)
    order by c.starts_on nulls last, c.code`;
  return rows.map(({ startsOn, endsOn, next, ...row }) => ({
    ...row,
    startsOn: startsOn && dayOf(startsOn),
    endsOn: endsOn && dayOf(endsOn),
    next: next && { ...next, startsAt: new Date(next.startsAt) },
  }));
}
