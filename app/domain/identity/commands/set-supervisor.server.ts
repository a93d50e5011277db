/** Who leads whom in a posting: nobody assesses a direct report (assessment asks app.is_direct_report). */
import type { Actor } from "~/domain/kernel/actor";
import type { Branch } from "~/domain/kernel/country";
import { forbidden, invalid, notFound } from "~/domain/kernel/errors";
import { type ActorDb, recordAudit, withActor } from "~/platform/db/doors.server";
import { canSetSupervisor } from "../policy";

export type SupervisorInput = { postingId: string; email: string };

/**
 * Records the line manager of a posting by e-mail; an empty e-mail says that there is none. Throws not_found/unknown_posting,
 * forbidden/may_not_set_supervisor, and invalid with unknown_supervisor (also for people out of reach) or own_supervisor.
 */
export function setSupervisor(
  actor: Actor,
  personId: string,
  { postingId, email }: SupervisorInput,
): Promise<void> {
  return withActor(actor, async (db, fresh) => {
    const posting = await db.posting.findUnique({ where: { id: postingId, personId } });
    if (!posting) throw notFound("unknown_posting");
    const { country, supervisorId: before } = posting;
    const place = { country, branch: posting.branch as Branch };
    const disclosedTo = await listDisclosedTo(db, personId);
    if (!canSetSupervisor(fresh, { ...place, disclosedTo })) {
      throw forbidden("may_not_set_supervisor");
    }
    const leader = email ? await findLeader(db, email) : null;
    if (leader === personId) throw invalid("own_supervisor", { field: "email" });
    if (leader === before) return;
    await db.$executeRaw`select app.set_supervisor(${postingId}::uuid, ${leader}::uuid)`;
    await recordAudit(db, {
      action: "person.supervisor-set",
      subjectKind: "person",
      subjectId: personId,
      country,
      details: { postingId, supervisorId: leader, before },
    });
  });
}

async function findLeader(db: ActorDb, email: string): Promise<string> {
  const leader = await db.person.findFirst({ where: { email }, select: { id: true } });
  if (!leader) throw invalid("unknown_supervisor", { field: "email" });
  return leader.id;
}

/** Organisations of the actor that know this person by name. */
export async function listDisclosedTo(db: ActorDb, personId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select distinct d.organisation_id as id from disclosure d
    where d.person_id = ${personId}::uuid and 'name' = any (d.fields) and d.until_on >= current_date`;
  return rows.map((row) => row.id);
}
