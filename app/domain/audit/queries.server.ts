/** The audit trail for auditors and system administrators. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden } from "~/domain/kernel/errors";
import { hasAnyRole } from "~/domain/kernel/permissions";
import { withActor } from "~/platform/db/doors.server";

export type AuditRow = {
  id: string;
  chain: string;
  action: string;
  subjectKind: string;
  subjectId: string;
  actorId: string | null;
  recordedAt: Date;
};

/** Events, newest first, 50 to a page. Throws forbidden/not_auditor. */
export function listAuditEvents(
  actor: Actor,
  { action, page }: { action: string; page: number },
): Promise<{ events: AuditRow[]; total: number }> {
  return withActor(actor, async (db, fresh) => {
    if (!hasAnyRole(fresh, ["auditor", "system_admin"])) throw forbidden("not_auditor");
    const where = action ? { action: { contains: action } } : {};
    const events = await db.auditEvent.findMany({
      where,
      orderBy: { recordedAt: "desc" },
      take: 50,
      skip: (page - 1) * 50,
      omit: { details: true },
    });
    return { events, total: await db.auditEvent.count({ where }) };
  });
}
