/** Reports of trouble, for system administrators: what happened to whoever read out this code. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
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
    const reports = await readTroubles(db, code, { take: 50, skip: (page - 1) * 50 });
    return { reports, total: await db.troubleReport.count({ where: of(code) }) };
  });
}

/** All of them, for a download. Throws forbidden/not_operator. */
export function everyTrouble(actor: Actor, code: string): Promise<TroubleReport[]> {
  return withActor(actor, async (db, fresh) => {
    if (!canOperate(fresh)) throw forbidden("not_operator");
    return readTroubles(db, code, {});
  });
}

const of = (code: string) => (code ? { code: { startsWith: code } } : {});

const readTroubles = (db: ActorDb, code: string, part: { take?: number; skip?: number }) =>
  db.troubleReport.findMany({
    where: of(code),
    omit: { personId: true, branch: true },
    orderBy: [{ reportedAt: "desc" }, { code: "asc" }, { kind: "asc" }],
    ...part,
  });
