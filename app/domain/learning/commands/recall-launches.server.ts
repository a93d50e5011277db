/** A device that lost its own store still has what the shell journalled: its person gets the launches' tokens again to send it. */
import type { Actor } from "~/domain/kernel/actor";
import { hashCapability } from "~/domain/kernel/ids";
import { withActor } from "~/platform/db/doors.server";
import { launchToken } from "../commands.server";

type Launched = { attemptId: string; epoch: number };

/** The tokens of the actor's own launches among those asked for; others are left out. */
export function recallLaunches(
  actor: Actor,
  asked: Launched[],
): Promise<{ launches: (Launched & { token: string })[] }> {
  return withActor(actor, async (db) => {
    const found = await db.launch.findMany({
      where: {
        personId: actor.personId,
        OR: asked.map(({ attemptId, epoch }) => ({ attemptId, epoch })),
      },
      select: { id: true, attemptId: true, epoch: true, tokenHash: true },
    });
    const launches = found.flatMap(({ id, attemptId, epoch, tokenHash }) => {
      const token = launchToken(id);
      return epoch !== null && hashCapability(token) === tokenHash
        ? [{ attemptId, epoch, token }]
        : [];
    });
    return { launches };
  });
}
