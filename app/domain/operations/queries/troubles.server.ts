/** Reports of trouble, for system administrators: what happened to whoever read out this code. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden } from "~/domain/kernel/errors";
import { withActor } from "~/platform/db/doors.server";
import { canOperate } from "../policy";
import type { Trouble } from "../schema";

export type TroubleReport = Trouble & { country: string; reportedAt: Date };

/** Newest first, 50 to a page; of one code when one is given. Throws forbidden/not_operator. */
export function listTroubles(
  actor: Actor,
  { page, code }: { page: number; code: string },
): Promise<{ reports: TroubleReport[]; total: number }> {
  return withActor(actor, async (db, fresh) => {
    if (!canOperate(fresh)) throw forbidden("not_operator");
    const where = code ? { code: { startsWith: code } } : {};
    const reports = await db.troubleReport.findMany({
      where,
      omit: { personId: true, branch: true },
      orderBy: [{ reportedAt: "desc" }, { code: "asc" }, { kind: "asc" }],
      ...{ take: 50, skip: (page - 1) * 50 },
    });
    return { reports, total: await db.troubleReport.count({ where }) };
  });
}
