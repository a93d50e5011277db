/** Where settings are decided and read: the rows of one package and, if asked, one registration, in one statement. */
import { notFound } from "~/domain/kernel/errors";
import type { ActorDb } from "~/platform/db/doors.server";
import { resolveSettings, type SettingEntry, type Settings } from "./settings";

export type SettingsOf = { packageId: string | null; registrationId: string | null };

export type NamedEntry = SettingEntry & { setByName: string | null };

/** Every decision that bears on it, newest first. */
export const readEntries = (db: ActorDb, of: SettingsOf): Promise<NamedEntry[]> =>
  db.$queryRaw<NamedEntry[]>`
    select e.*, p.full_name as "setByName" from (
      select case when package_id is null then 'platform' else 'package' end as level, key, value, reason, set_by as "setBy", set_at as "setAt"
      from package_setting where package_id is null or package_id = ${of.packageId}::uuid
      union all
      select 'registration', key, value, reason, set_by, set_at
      from registration_setting where registration_id = ${of.registrationId}::uuid
    ) e left join person p on p.id = e."setBy" order by e."setAt" desc`;

/** What is in force for a registration of a package version; for areas above, in their own transaction. */
export async function readSettings(
  db: ActorDb,
  of: { packageVersionId: string; registrationId: string | null },
): Promise<Settings> {
  const entries = await db.$queryRaw<SettingEntry[]>`
    select case when s.package_id is null then 'platform' else 'package' end as level, s.key, s.value, s.reason,
      s.set_by as "setBy", s.set_at as "setAt"
    from package_setting s where s.package_id is null
      or s.package_id = (select v.package_id from package_version v where v.id = ${of.packageVersionId}::uuid)
    union all
    select 'registration', key, value, reason, set_by, set_at
    from registration_setting where registration_id = ${of.registrationId}::uuid`;
  return resolveSettings(entries);
}

export type LearnerOf = {
  registrationId: string;
  packageVersionId: string;
  personId: string;
  enrolmentId: string | null;
  moduleId: string | null;
  country: string;
  branch: string;
  name: string;
  /** Organisations of the actor to which the learner's progress is disclosed today. */
  through: string[];
};

/** A live registration of this package that the actor may see. Throws not_found/unknown_registration. */
export async function getLearnerOf(
  db: ActorDb,
  packageId: string,
  registrationId: string,
): Promise<LearnerOf> {
  const [learner] = await db.$queryRaw<LearnerOf[]>`
    select r.id as "registrationId", v.id as "packageVersionId", r.person_id as "personId", r.enrolment_id as "enrolmentId", r.module_id as "moduleId",
      r.country, r.branch, coalesce(p.full_name, '') as name,
      array(select d.organisation_id::text from disclosure d where d.person_id = r.person_id and 'progress' = any (d.fields)
        and d.organisation_id = any ((select app.actor_organisations())::uuid[]) and d.until_on >= current_date) as through
    from registration r join package_version v on v.id = r.package_version_id left join person p on p.id = r.person_id
    where r.id = ${registrationId}::uuid and v.package_id = ${packageId}::uuid and r.ended_at is null`;
  if (!learner) throw notFound("unknown_registration");
  return learner;
}
