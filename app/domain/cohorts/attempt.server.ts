/** One step of a longer list: what is refused is undone by itself and named, and the others go on. */
import { DomainError } from "~/domain/kernel/errors";
import type { ActorDb } from "~/platform/db/doors.server";

export type Attempt<T> = { done: true; value: T } | { done: false; reason: string };

/** Runs the work behind a savepoint. Only refusals of the domain are caught; everything else ends the transaction. */
export async function attempt<T>(db: ActorDb, work: () => Promise<T>): Promise<Attempt<T>> {
  await db.$executeRaw`savepoint attempt`;
  try {
    const value = await work();
    await db.$executeRaw`release savepoint attempt`;
    return { done: true, value };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await db.$executeRaw`rollback to savepoint attempt`;
    return { done: false, reason: error.details.reason };
  }
}
