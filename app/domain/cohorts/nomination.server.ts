/** A nomination as this area's commands know it. Finding is authorising: what row-level security hides is not found. */
import type { Branch, CountryCode } from "~/domain/kernel/country";
import { notFound } from "~/domain/kernel/errors";
import type { ActorDb } from "~/platform/db/doors.server";
import type { Decision } from "./approval-steps";
import type { NominationSource, NominationStatus, Sex } from "./schema";

export type NominationRecord = {
  id: string;
  cohortId: string;
  organisationId: string;
  personId: string | null;
  country: CountryCode;
  branch: Branch;
  fullName: string;
  email: string;
  professionKey: string;
  employerId: string | null;
  sex: Sex;
  lineManagerEmail: string | null;
  priority: number;
  note: string;
  source: NominationSource;
  status: NominationStatus;
  /** Every decision in the order it was taken. */
  decisions: Decision[];
};

/** Throws not_found/unknown_nomination. */
export async function getNomination(db: ActorDb, id: string): Promise<NominationRecord> {
  const [row] = await db.$queryRaw<NominationRecord[]>`
    select n.id, n.cohort_id as "cohortId", n.organisation_id as "organisationId", n.person_id as "personId", n.country, n.branch,
      n.full_name as "fullName", n.email, n.profession_key as "professionKey", n.employer_id as "employerId", n.sex,
      n.line_manager_email as "lineManagerEmail", n.priority, n.note, n.source, n.status,
      (select coalesce(jsonb_agg(jsonb_build_object('step', a.step, 'outcome', a.outcome) order by a.decided_at, a.id), '[]')
        from nomination_approval a where a.nomination_id = n.id) as decisions
    from nomination n where n.id = ${id}::uuid`;
  if (!row) throw notFound("unknown_nomination");
  return row;
}
