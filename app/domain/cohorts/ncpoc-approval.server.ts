/** The word of a contact point on a nomination. Decisions are appended; the last one stands. */
import type { Actor } from "~/domain/kernel/actor";
import { newId } from "~/domain/kernel/ids";
import { type ActorDb, recordAudit } from "~/platform/db/doors.server";
import type { NominationRecord } from "./nomination.server";

export async function recordApproval(
  db: ActorDb,
  actor: Actor,
  { id, cohortId, organisationId, personId, country, branch }: NominationRecord,
  outcome: "approved" | "declined",
  note: string,
): Promise<void> {
  await db.$executeRaw`
    insert into nomination_approval (id, nomination_id, organisation_id, person_id, country, branch, step, outcome, decided_by, note)
    values (${newId()}::uuid, ${id}::uuid, ${organisationId}::uuid, ${personId}::uuid, ${country}, ${branch}, 'ncpoc', ${outcome},
      ${actor.personId}::uuid, ${note})`;
  await recordAudit(db, {
    action: `nomination.country-${outcome}`,
    subjectKind: "nomination",
    subjectId: id,
    country,
    details: { cohortId },
  });
}
