/** Grades what nobody came back to. Each sitting in its own transaction, as its own learner: one failure stops no other. */
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { withActor, withoutActor } from "~/platform/db/doors.server";
import { getUpToDateSitting } from "../closing.server";

const BATCH = 200;

type Expired = { sittingId: string; personId: string };

/** Answers how many sittings were closed. Running it twice closes nothing twice. */
export async function closeExpiredSittings(clock: Clock = systemClock): Promise<number> {
  const now = clock.now();
  const expired = await withoutActor(
    "finding sittings whose time ran out",
    (db) => db.$queryRaw<Expired[]>`
      select sitting_id as "sittingId", person_id as "personId" from app.expired_sittings(${now}::timestamptz, ${BATCH}::int)`,
  );
  const failures: unknown[] = [];
  for (const { sittingId, personId } of expired) {
    await withActor({ personId }, (db) => getUpToDateSitting(db, personId, sittingId, now)).catch(
      (error) => failures.push(error),
    );
  }
  if (failures.length > 0) throw new AggregateError(failures, "some sittings could not be closed");
  return expired.length;
}
