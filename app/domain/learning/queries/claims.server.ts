/** A doubted result as those see it who answer for it. */
import type { Actor } from "~/domain/kernel/actor";
import { notFound } from "~/domain/kernel/errors";
import type { Organization } from "~/domain/packages/schema";
import { withActor } from "~/platform/db/doors.server";
import { teachesAt } from "../policy";
import type { Doubt } from "../schema";
import { titlesOf } from "../titles";

export type ClaimAnswered = {
  decision: "accepted" | "rejected";
  reason: string;
  by: string | null;
  at: string;
};
type Row = {
  attemptId: string;
  registrationId: string;
  personId: string;
  number: number;
  title: string;
  name: string;
  doubts: Doubt[];
  checkedAt: Date;
  isOpen: boolean;
  answers: ClaimAnswered[];
  organizations: Organization[];
  disclosedTo: string[];
};
export type DoubtInLesson = Doubt & { lesson: string | null };

/** One statement. Throws not_found/unknown_attempt. */
export function getClaim(actor: Actor, attemptId: string) {
  return withActor(actor, async (db, fresh) => {
    const [row] = await db.$queryRaw<Row[]>`
      select a.id as "attemptId", r.id as "registrationId", a.person_id as "personId", a.number, m.title, p.full_name as name, c.doubts,
        c.checked_at as "checkedAt", v.tree -> 'organizations' as organizations,
        c.assurance = 'C0' and not exists (select 1 from claim_decision d where d.attempt_id = a.id and (d.doubts = c.doubts or d.decision = 'rejected')) as "isOpen",
        coalesce((select jsonb_agg(jsonb_build_object('decision', d.decision, 'reason', d.reason, 'at', d.decided_at, 'by', b.full_name) order by d.decided_at)
          from claim_decision d left join person b on b.id = d.decided_by where d.attempt_id = a.id), '[]') as answers,
        array(select d.organisation_id::text from disclosure d where d.person_id = a.person_id and 'scores' = any (d.fields)
          and d.until_on >= current_date) as "disclosedTo"
      from claim_check c join attempt a on a.id = c.attempt_id join registration r on r.id = a.registration_id
        join package_version v on v.id = r.package_version_id join module m on m.id = r.module_id join person p on p.id = a.person_id
      where a.id = ${attemptId}::uuid`;
    if (!row || !teachesAt(fresh, row.disclosedTo)) throw notFound("unknown_attempt");
    const { organizations, disclosedTo: _, ...claim } = row;
    const titleOf = titlesOf(organizations);
    return {
      ...claim,
      mayDecide: row.isOpen && row.personId !== fresh.personId,
      doubts: row.doubts.map(
        (doubt): DoubtInLesson => ({
          ...doubt,
          lesson: doubt.item === null ? null : titleOf(doubt.item),
        }),
      ),
    };
  });
}
