/** Until when a line manager's link is open: the days of hardship events in the nominee's country do not count. */
import { daysBetween, today } from "~/domain/kernel/days";
import { listPauses } from "~/domain/organisations/queries/hardship.server";
import { pausedDue } from "~/domain/organisations/schema";
import type { ActorDb } from "~/platform/db/doors.server";

const DAY = 86_400_000;

export type Asked = { country: string; zone: string; requestedAt: Date; expiresAt: Date };

/** The instant, as many whole days later as the country pauses, and the events that made it later. */
export async function approvalDue(
  db: ActorDb,
  { country, zone, requestedAt, expiresAt }: Asked,
): Promise<{ expiresAt: Date; because: string[] }> {
  const pauses = await listPauses(db, country);
  const [since, on] = [today(zone, requestedAt), today(zone, expiresAt)];
  const due = pausedDue(on, pauses, since);
  const counted = pauses.filter(({ from, to }) => to >= since && from <= due && due !== on);
  return {
    expiresAt: new Date(expiresAt.getTime() + daysBetween(on, due) * DAY),
    because: counted.map(({ name }) => name),
  };
}
