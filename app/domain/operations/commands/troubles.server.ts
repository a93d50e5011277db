/** Reports of trouble: left by players, deleted when they are old. */
import type { Actor } from "~/domain/kernel/actor";
import { withActor, withoutActor } from "~/platform/db/doors.server";
import { TROUBLE_DAYS, type Trouble } from "../schema";

/** Leaves a report under the actor; the same trouble of the same opening once, at most 200 a day. */
export function reportTrouble(actor: Actor, trouble: Trouble): Promise<{ code: string }> {
  const { code, kind, attemptId, status, reason, waiting, notKept, afterSeconds } = trouble;
  return withActor(actor, async (db) => {
    await db.$executeRaw`
      select app.report_trouble(${code}, ${kind}, ${attemptId}::uuid, ${status}, ${reason}, ${waiting}::int, ${notKept}::int, ${afterSeconds}::int)`;
    return { code };
  });
}

/** Deletes what is older than it may be kept; how many that were. */
export function forgetTroubles(now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - TROUBLE_DAYS * 86_400_000);
  return withoutActor("retention of trouble reports", async (db) => {
    const [row] = await db.$queryRaw<
      { gone: number }[]
    >`select app.forget_troubles(${before}) as gone`;
    return row?.gone ?? 0;
  });
}
