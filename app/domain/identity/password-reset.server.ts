/** The reset link leaves through the outbox like any other side effect; the token inside it is sealed. */
import { enqueue, withActor } from "~/platform/db/doors.server";
import { seal } from "~/platform/sealing.server";
import { passwordResetRequested } from "./jobs";

/** Leaves word that this person asked for a reset link. */
export async function sendPasswordReset(personId: string, token: string): Promise<void> {
  await withActor({ personId }, async (db) => {
    const person = await db.person.findUniqueOrThrow({
      where: { id: personId },
      select: { country: true },
    });
    await enqueue(db, {
      topic: passwordResetRequested,
      payload: { personId, sealed: seal(token) },
      country: person.country,
      personId,
    });
  });
}
