/**
 * A trial is one member of staff playing a version as a fictional learner. Whether it ever reported completion is what those who
 * assign the version need to know. For the areas above, in their own transaction.
 */
import type { ActorDb } from "~/platform/db/doors.server";

/** Records that a trial began. */
export async function beginTrial(
  db: ActorDb,
  trial: { registrationId: string; packageVersionId: string; personId: string },
): Promise<void> {
  await db.$executeRaw`
    insert into package_trial (registration_id, package_version_id, tried_by)
    values (${trial.registrationId}::uuid, ${trial.packageVersionId}::uuid, ${trial.personId}::uuid)
    on conflict (registration_id) do nothing`;
}

/** Records that the version reported completion, the first time it does. */
export async function endTrial(
  db: ActorDb,
  registrationId: string,
  completed: boolean,
): Promise<void> {
  if (!completed) return;
  await db.$executeRaw`
    update package_trial set completed_at = clock_timestamp()
    where registration_id = ${registrationId}::uuid and completed_at is null`;
}
