/** What anybody may know at the front door: the published curricula, and the released picture added up by priority area. */
import { dayOf } from "~/domain/kernel/days";
import { type ActorDb, withoutActor } from "~/platform/db/doors.server";
import type { Status } from "../schema";

export type AreaTally = { key: string; name: string } & Record<Status, number>;

export const getLandingPage = () =>
  withoutActor("landing page", async (db) => ({
    curricula: await db.$queryRaw<{ key: string; title: string; audience: string }[]>`
      select distinct on (v.curriculum_key) v.curriculum_key as key, v.title, c.audience
      from curriculum_version v join curriculum c on c.key = v.curriculum_key
      where v.status = 'published' order by v.curriculum_key, v.published_at desc`,
    picture: await picture(db),
  }));

/** Full members only; associates and partners are aggregates of their own (DESIGN §10). */
async function picture(db: ActorDb) {
  const release = await db.snapshot.findFirst({
    orderBy: { number: "desc" },
    select: { id: true, asOfOn: true },
  });
  if (!release) return null;
  const areas = await db.$queryRaw<AreaTally[]>`
    select a.key, a.name, count(*) filter (where s.status = 'met')::int as met, count(*) filter (where s.status = 'not_met')::int as not_met,
      count(*) filter (where s.status = 'unknown')::int as unknown, count(*) filter (where s.status = 'not_applicable')::int as not_applicable
    from snapshot n join snapshot_cell s on s.snapshot_id = n.id
      join minimum_standard m on m.key = s.standard_key and m.baseline_key = n.baseline_key and m.baseline_version = n.baseline_version
      join priority_area a on a.key = m.priority_area join country c on c.iso2 = s.country and c.caricom_status = 'full_member'
    where n.id = ${release.id}::uuid group by a.key, a.name order by a.key`;
  return { asOfOn: dayOf(release.asOfOn), areas };
}
