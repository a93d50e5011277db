/** What releasing a country's unused seats would give back. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden } from "~/domain/kernel/errors";
import { withActor } from "~/platform/db/doors.server";
import { getCohort } from "../cohort.server";
import { listPlaces } from "../places.server";
import { canReleaseQuota } from "../policy";

/** `country` is the only one the actor speaks for when it is left out. Throws not_found/unknown_cohort, forbidden/may_not_release. */
export function getQuotaRelease(
  actor: Actor,
  cohortId: string,
  asked: string | undefined,
  now = new Date(),
) {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getCohort(db, cohortId, now);
    const own = fresh.grants.find(({ role }) => role === "ncpoc")?.country;
    const iso2 = asked ?? own;
    if (!iso2 || !canReleaseQuota(fresh, cohort, iso2)) throw forbidden("may_not_release");
    const places = await listPlaces(db, [cohortId]);
    const place = await db.country.findUnique({ where: { iso2 }, select: { name: true } });
    return {
      cohort,
      country: { iso2, name: place?.name ?? iso2 },
      free: places.find(({ country }) => country === iso2)?.free ?? 0,
    };
  });
}
