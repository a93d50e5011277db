/** Who is invited to sessions, and the sessions as an invitation needs them. */
import type { Branch } from "~/domain/kernel/country";
import type { Recipient } from "~/domain/notifications/schema";
import type { ActorDb } from "~/platform/db/doors.server";
import type { CalendarSession } from "./calendar.server";

export type Guest = {
  nominationId: string | null;
  personId: string | null;
  email: string;
  name: string;
  country: string;
  branch: Branch;
  hasSeat: boolean;
  /** How often the seat was taken and left: an invitation after a cancellation must count higher than both. */
  turns: number;
};

/** Where a message to this guest goes: to their account, or to an address that has none yet. */
export const recipientOf = ({ personId, email, name, country, branch }: Guest): Recipient =>
  personId ? { personId } : { email, name, country, branch };

/** A learner by their nomination, or a trainer by themselves; null when they are gone. */
export async function guestOf(
  db: ActorDb,
  { nominationId, personId }: { nominationId: string | null; personId?: string | null },
): Promise<Guest | null> {
  const [guest] = nominationId
    ? await db.$queryRaw<Guest[]>`
        select n.id as "nominationId", n.person_id as "personId", n.email, n.full_name as name, n.country, n.branch, n.status = 'booked' as "hasSeat",
          greatest(0, 2 * (select count(*)::int from nomination_event e where e.nomination_id = n.id and e.status = 'booked') - 2)
            + case when n.status = 'booked' then 0 else 1 end as turns
        from nomination n where n.id = ${nominationId}::uuid`
    : await db.$queryRaw<Guest[]>`
        select null as "nominationId", p.id as "personId", p.email, p.full_name as name, p.country, p.branch, false as "hasSeat", 0 as turns
        from person p where p.id = ${personId ?? null}::uuid`;
  return guest ?? null;
}

export type GuestSession = Omit<CalendarSession, "sequence"> & {
  zone: string;
  revision: number;
  cancelReason: string | null;
  /** Has this guest a seat in it, or do they train in it? */
  invited: boolean;
};

export async function sessionFor(
  db: ActorDb,
  sessionId: string,
  guest: Guest,
): Promise<GuestSession | null> {
  const [session] = await db.$queryRaw<GuestSession[]>`
    select s.id, s.title, c.title as cohort, o.name as academy, s.starts_at as "startsAt", s.ends_at as "endsAt", s.zone, s.note, s.revision,
      concat_ws(', ', r.name, v.name, nullif(v.address, '')) as place, l.url, s.changed_at as "changedAt", s.cancelled_at is not null as cancelled,
      s.cancel_reason as "cancelReason", ${guest.hasSeat} or exists (select 1 from session_trainer t
        where t.session_id = s.id and t.person_id = ${guest.personId}::uuid) as invited
    from cohort_session s join cohort c on c.id = s.cohort_id join organisation o on o.id = c.organisation_id
    left join room r on r.id = s.room_id left join venue v on v.id = r.venue_id left join session_link l on l.session_id = s.id
    where s.id = ${sessionId}::uuid`;
  return session ?? null;
}

/** The room and the joining link in one line, as far as the guest may know them. */
export const whereOf = ({ place, url }: Pick<GuestSession, "place" | "url">): string =>
  [place, url].filter(Boolean).join(" · ") || "–";
