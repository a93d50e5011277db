/** The seats of a cohort as rows. Callers hold the cohort's row lock: seats are given and taken under the same lock. */
import { conflict } from "~/domain/kernel/errors";
import { type ActorDb, enqueue } from "~/platform/db/doors.server";
import { seatFreed } from "./jobs";
import type { Quotas } from "./plan";
import { planSeats, type Seat, type SeatChanges } from "./seats";

type Owner = { id: string; organisationId: string };

export const listSeats = (db: ActorDb, cohortId: string): Promise<Seat[]> =>
  db.$queryRaw<Seat[]>`
    select id, country, nomination_id is not null as taken from seat where cohort_id = ${cohortId}::uuid order by number`;

/**
 * Makes the seats follow the plan and leaves word when there are more for somebody who waits. Answers what changed.
 * Throws conflict/seats_taken (too few seats in all or in the reserve), conflict/quota_taken (too few for a country).
 */
export async function settleSeats(
  db: ActorDb,
  cohort: Owner,
  wanted: { seats: number; quotas: Quotas },
): Promise<SeatChanges> {
  const current = await listSeats(db, cohort.id);
  const changes = planSeats(current, wanted);
  if ("shortage" in changes) {
    const { country, ...numbers } = changes.shortage;
    if (country === null) throw conflict("seats_taken", { field: "seats", ...numbers });
    throw conflict("quota_taken", { field: `quotas.${country}`, country, ...numbers });
  }
  const { relabel, remove, add } = changes;
  if (remove.length > 0)
    await db.$executeRaw`delete from seat where id = any (${remove}::uuid[]) and nomination_id is null`;
  if (relabel.length > 0)
    await db.$executeRaw`update seat s set country = nullif(r.country, '')
      from unnest(${relabel.map((seat) => seat.id)}::uuid[], ${relabel.map(labelOf)}::text[]) as r(id, country)
      where s.id = r.id and s.nomination_id is null`;
  if (add.length > 0) await addSeats(db, cohort, add);
  if (current.length > 0 && relabel.length + add.length > 0)
    await enqueue(db, { topic: seatFreed, payload: { cohortId: cohort.id }, country: null });
  return changes;
}

const labelOf = ({ country }: { country: string | null }) => country ?? "";

const addSeats = (db: ActorDb, cohort: Owner, countries: (string | null)[]) =>
  db.$executeRaw`
    insert into seat (cohort_id, organisation_id, number, country)
    select ${cohort.id}::uuid, ${cohort.organisationId}::uuid,
      (select coalesce(max(number), 0) from seat where cohort_id = ${cohort.id}::uuid) + a.place, nullif(a.country, '')
    from unnest(${countries.map((country) => country ?? "")}::text[]) with ordinality as a(country, place)`;
