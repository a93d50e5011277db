/** A cohort's nominations page by page: its academy's all, a contact point's own country's. For the API. */
import type { Actor } from "~/domain/kernel/actor";
import type { Branch } from "~/domain/kernel/country";
import { forbidden } from "~/domain/kernel/errors";
import { hasRole } from "~/domain/kernel/permissions";
import { withActor } from "~/platform/db/doors.server";
import { getCohort } from "../cohort.server";
import { canSeeRoster } from "../policy";
import type { NominationSource, NominationStatus, Sex } from "../schema";

export type ListedNomination = {
  id: string;
  fullName: string;
  email: string;
  country: string;
  branch: Branch;
  profession: string;
  employer: string | null;
  sex: Sex;
  priority: number;
  note: string;
  source: NominationSource;
  status: NominationStatus;
  statusAt: Date;
  joined: boolean;
};

const PAGE = 50;

/** Throws not_found/unknown_cohort, forbidden/may_not_see_roster. */
export function listNominations(
  actor: Actor,
  cohortId: string,
  { status, page }: { status?: NominationStatus; page: number },
  now = new Date(),
): Promise<{ nominations: ListedNomination[]; total: number }> {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getCohort(db, cohortId, now);
    if (!canSeeRoster(fresh, cohort) && !hasRole(fresh, "ncpoc"))
      throw forbidden("may_not_see_roster");
    const wanted = status ?? null;
    const rows = await db.$queryRaw<(ListedNomination & { total: number })[]>`
      select n.id, n.full_name as "fullName", n.email, n.country, n.branch, n.profession_key as profession, e.key as employer, n.sex, n.priority, n.note,
        n.source, n.status, n.status_at as "statusAt", n.person_id is not null as joined, count(*) over ()::int as total
      from nomination n left join organisation e on e.id = n.employer_id
      where n.cohort_id = ${cohortId}::uuid and (${wanted}::text is null or n.status = ${wanted})
      order by n.sort_name, n.id limit ${PAGE} offset ${(page - 1) * PAGE}`;
    return { nominations: rows, total: rows[0]?.total ?? 0 };
  });
}
