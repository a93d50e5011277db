/** Hardship events, for pages and for the areas that pause, extend and excuse because of them. */
import { day } from "~/domain/kernel/days";
import type { ActorDb } from "~/platform/db/doors.server";
import type { HardshipEvent, Pause } from "../schema";

type Row = Omit<HardshipEvent, "ending"> & { endReason: string | null; endedAt: Date | null };

const eventOf = ({ endReason, endedAt, ...row }: Row): HardshipEvent => ({
  ...row,
  ending: endedAt && endReason !== null ? { reason: endReason, at: endedAt } : null,
});

/** A country's events as far as the actor's rows reach, newest first, in the caller's transaction. */
export async function listHardship(db: ActorDb, country: string): Promise<HardshipEvent[]> {
  const rows = await db.$queryRaw<Row[]>`
    select e.id, e.country, e.kind, e.name, e.from_on::text as "from", e.expected_to_on::text as "expectedTo", coalesce(n.ended_on, e.expected_to_on)::text as "to",
      e.extension_months as months, e.reason, e.declared_at as "declaredAt", n.reason as "endReason", n.ended_at as "endedAt"
    from hardship_event e left join hardship_event_end n on n.event_id = e.id where e.country = ${country} order by e.from_on desc, e.id desc limit 500`;
  return rows.map(eventOf);
}

/** One event, in the caller's transaction; null where it is out of reach. */
export async function findHardship(db: ActorDb, eventId: string): Promise<HardshipEvent | null> {
  const [row] = await db.$queryRaw<Row[]>`
    select e.id, e.country, e.kind, e.name, e.from_on::text as "from", e.expected_to_on::text as "expectedTo", coalesce(n.ended_on, e.expected_to_on)::text as "to",
      e.extension_months as months, e.reason, e.declared_at as "declaredAt", n.reason as "endReason", n.ended_at as "endedAt"
    from hardship_event e left join hardship_event_end n on n.event_id = e.id where e.id = ${eventId}::uuid`;
  return row ? eventOf(row) : null;
}

export type CountryPause = Pause & { eventId: string; name: string };

/**
 * From which to which day due dates pause in a country, and because of what; oldest first, for `pausedDue`. Any actor or job may
 * ask about any country: a cohort counts the due dates of people of several.
 */
export async function listPauses(db: ActorDb, country: string): Promise<CountryPause[]> {
  const rows = await db.$queryRaw<{ eventId: string; name: string; from: string; to: string }[]>`
    select event_id as "eventId", name, from_on::text as "from", to_on::text as "to" from app.hardship_pauses(${country})`;
  return rows.map(({ eventId, name, from, to }) => ({
    ...{ eventId, name, from: day(from), to: day(to) },
  }));
}
