/** Who is on a package, as far as the actor's academy may see their progress. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { canDecideFor, canListPackages } from "~/domain/packages/policy";
import { withActor } from "~/platform/db/doors.server";

export type PackageLearner = {
  registrationId: string;
  personId: string;
  /** Null where the academy may see the progress but not the name. */
  name: string | null;
  module: string;
  version: number;
  completedAt: Date | null;
  /** Given by the instructor who completed it; null where the package reported. */
  reason: string | null;
  exceptions: number;
  through: string[];
};

/** Live registrations of learners on any version of the package, by name, 200 at most. Throws forbidden/not_staff, not_found. */
export function listPackageLearners(
  actor: Actor,
  packageId: string,
): Promise<{ title: string; learners: (PackageLearner & { mayDecide: boolean })[] }> {
  return withActor(actor, async (db, fresh) => {
    if (!canListPackages(fresh)) throw forbidden("not_staff");
    const found = await db.package.findUnique({ where: { id: packageId } });
    if (!found) throw notFound("unknown_package");
    const learners = await db.$queryRaw<PackageLearner[]>`
      select r.id as "registrationId", r.person_id as "personId", p.full_name as name, m.title as module, v.number as version,
        c.completed_at as "completedAt", i.reason,
        (select count(distinct s.key)::int from registration_setting s where s.registration_id = r.id) as exceptions,
        array(select d.organisation_id::text from disclosure d where d.person_id = r.person_id and 'progress' = any (d.fields)
          and d.organisation_id = any ((select app.actor_organisations())::uuid[]) and d.until_on >= current_date) as through
      from registration r join package_version v on v.id = r.package_version_id left join person p on p.id = r.person_id
      join module m on m.id = r.module_id
      left join module_completion c on c.enrolment_id = r.enrolment_id and c.module_id = r.module_id
      left join instructor_completion i on i.enrolment_id = r.enrolment_id and i.module_id = r.module_id
      where v.package_id = ${packageId}::uuid and r.ended_at is null and r.person_id <> ${fresh.personId}::uuid
      order by p.sort_name, r.id limit 200`;
    return {
      title: found.title,
      learners: learners.map((learner) => ({
        ...learner,
        mayDecide: canDecideFor(fresh, learner),
      })),
    };
  });
}
