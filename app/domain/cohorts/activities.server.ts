/** Dated cohorts and partner offers side by side, for finding what gets in each other's way. */
import { type Day, dayOf } from "~/domain/kernel/days";
import type { ActorDb } from "~/platform/db/doors.server";
import type { CohortRecord } from "./cohort.server";
import { type Activity, type Overlap, overlapOf } from "./overlaps";

type Row = Omit<Activity, "startsOn" | "endsOn"> & { startsOn: Date; endsOn: Date };

/** Everything that touches the period and the actor may see: published cohorts, the academy's own drafts, offers not withdrawn. */
export async function listActivities(
  db: ActorDb,
  { from, to }: { from: Day; to: Day },
): Promise<Activity[]> {
  const rows = await db.$queryRaw<Row[]>`
    select c.id::text, 'cohort' as kind, c.code || ' ' || c.title as title, o.name as organiser, v.curriculum_key as "curriculumKey", c.professions,
      c.countries, c.starts_on as "startsOn", c.ends_on as "endsOn"
    from cohort c join organisation o on o.id = c.organisation_id join curriculum_version v on v.id = c.curriculum_version_id
    where not c.is_template and c.cancelled_at is null and c.closed_at is null and c.starts_on <= ${to}::date and c.ends_on >= ${from}::date
    union all
    select p.id::text, 'offer', p.title, o.name, p.curriculum_key, p.professions, p.countries, p.starts_on, p.ends_on
    from partner_offer p join organisation o on o.id = p.provider_id
    where p.withdrawn_at is null and p.starts_on <= ${to}::date and p.ends_on >= ${from}::date
    order by 8, 1`;
  return rows.map((row) => ({ ...row, startsOn: dayOf(row.startsOn), endsOn: dayOf(row.endsOn) }));
}

/** What gets in the way of this cohort; nothing in that of a list without dates or a cancelled one. */
export async function overlapsOfCohort(db: ActorDb, cohort: CohortRecord): Promise<Overlap[]> {
  const { id, title, startsOn, endsOn, organisation, curriculumKey, professions, countries } =
    cohort;
  if (!startsOn || !endsOn || cohort.state === "cancelled") return [];
  const self = {
    ...{ id, kind: "cohort" as const, title, organiser: organisation, curriculumKey },
    ...{ professions, countries, startsOn, endsOn },
  };
  const others = await listActivities(db, { from: startsOn, to: endsOn });
  return others.flatMap((other) => (other.id === id ? [] : (overlapOf(self, other) ?? [])));
}
