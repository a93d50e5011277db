/** Whether a version was seen to report, for whoever gives it to learners; in their own transaction. */
import type { ActorDb } from "~/platform/db/doors.server";
import { readSettings } from "../settings-record.server";

/** True where a trial of this version reported completion, or somebody decided that something else completes it. */
export async function isReadyForLearners(db: ActorDb, packageVersionId: string): Promise<boolean> {
  const settings = await readSettings(db, { packageVersionId, registrationId: null });
  if (settings.completion !== "reported") return true;
  const [row] = await db.$queryRaw<{ reported: boolean }[]>`
    select exists (select 1 from package_trial
      where package_version_id = ${packageVersionId}::uuid and completed_at is not null) as reported`;
  return row?.reported ?? false;
}
