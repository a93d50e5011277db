/** The audit trail for auditors and system administrators. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden } from "~/domain/kernel/errors";
import { type ActorDb, withActor, withReportingActor } from "~/platform/db/doors.server";
import { verifyAudit } from "./commands.server";
import { canReadAudit } from "./policy";
import type { ChainReport } from "./schema";

export type AuditRow = {
  id: string;
  chain: string;
  action: string;
  subjectKind: string;
  subjectId: string;
  actorId: string | null;
  recordedAt: Date;
};

/** Events, newest first, 50 to a page; `action` matches a part of the name. Throws forbidden/not_auditor. */
export function listAuditEvents(
  actor: Actor,
  { action, page }: { action: string; page: number },
): Promise<{ events: AuditRow[]; total: number }> {
  return withActor(actor, async (db, fresh) => {
    if (!canReadAudit(fresh)) throw forbidden("not_auditor");
    const events = await find(db, action, { take: 50, skip: (page - 1) * 50 });
    return { events, total: await db.auditEvent.count({ where: matching(action) }) };
  });
}

/** As listAuditEvents, up to ten thousand at once. */
export function exportAuditEvents(actor: Actor, action: string): Promise<AuditRow[]> {
  return withReportingActor(actor, async (db, fresh) => {
    if (!canReadAudit(fresh)) throw forbidden("not_auditor");
    return find(db, action, { take: 10_000 });
  });
}

/** The state of every chain. Throws forbidden/not_auditor. */
export async function getChains(actor: Actor): Promise<ChainReport[]> {
  if (!canReadAudit(actor)) throw forbidden("not_auditor");
  return verifyAudit();
}

const matching = (action: string) => (action ? { action: { contains: action } } : {});

const find = (db: ActorDb, action: string, part: { take: number; skip?: number }) =>
  db.auditEvent.findMany({
    where: matching(action),
    orderBy: [{ recordedAt: "desc" }, { id: "desc" }],
    omit: { details: true, country: true },
    ...part,
  });
