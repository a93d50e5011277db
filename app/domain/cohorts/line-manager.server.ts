/** Asking a line manager, who may have no account: an unguessable link by mail, which expires and decides once. */
import { hashCapability, newCapability, newId } from "~/domain/kernel/ids";
import { type ActorDb, enqueue } from "~/platform/db/doors.server";
import { seal } from "~/platform/sealing.server";
import { approvalRequested } from "./jobs";
import type { NominationRecord } from "./nomination.server";

const FOURTEEN_DAYS = 14 * 86_400_000;

type Asked = Pick<
  NominationRecord,
  "id" | "organisationId" | "personId" | "country" | "branch" | "lineManagerEmail"
>;

/** Sends the line manager a new link; links sent before stop working. Without an e-mail nobody is asked. */
export async function askLineManager(db: ActorDb, nomination: Asked, now: Date): Promise<void> {
  const { id: nominationId, lineManagerEmail: email, organisationId, country, branch } = nomination;
  if (!email) return;
  const code = newCapability();
  const id = newId();
  const expiresAt = new Date(now.getTime() + FOURTEEN_DAYS);
  await db.$executeRaw`
    insert into approval_request (id, nomination_id, organisation_id, person_id, country, branch, email, code_hash, expires_at)
    values (${id}::uuid, ${nominationId}::uuid, ${organisationId}::uuid, ${nomination.personId}::uuid, ${country}, ${branch}, ${email},
      ${hashCapability(code)}, ${expiresAt})`;
  await enqueue(db, {
    topic: approvalRequested,
    payload: { approvalRequestId: id, sealed: seal(code) },
    country,
  });
}
