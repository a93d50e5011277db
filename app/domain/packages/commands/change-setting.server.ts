/** Deciding a setting: an entry is added, none is changed, and the trail says who did it on which level. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden, invalid, notFound } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { type ActorDb, recordAudit, withActor } from "~/platform/db/doors.server";
import { canDecideFor, canImport, canSetForPlatform } from "../policy";
import { isSettingValue, type SettingKey, type Settings, type SettingValue } from "../settings";
import { getLearnerOf } from "../settings-record.server";

export type SettingDecision = {
  /** A package's id, or `platform`. */
  packageId: string;
  registrationId?: string;
  key: SettingKey;
  /** Null gives it back to the level above. */
  value: SettingValue;
  reason: string;
};

/** Throws invalid/setting_value, forbidden/{not_your_academy, not_your_learner, not_regional}, not_found. */
export async function changeSetting(actor: Actor, decision: SettingDecision): Promise<void> {
  const { key, value } = decision;
  if (value !== null && !isSettingValue(key, value))
    throw invalid("setting_value", { field: "value" });
  return withActor(actor, (db, fresh) => decide(db, fresh, decision));
}

async function decide(db: ActorDb, actor: Actor, decision: SettingDecision): Promise<void> {
  const { packageId, registrationId, key, value } = decision;
  if (packageId === "platform") {
    if (!canSetForPlatform(actor)) throw forbidden("not_regional");
    await addPackageEntry(db, actor, null, decision);
    return audit(db, null, "platform", { key, value });
  }
  if (!registrationId) {
    await assertOwnPackage(db, actor, packageId);
    await addPackageEntry(db, actor, packageId, decision);
    return audit(db, null, packageId, { key, value });
  }
  const learner = await getLearnerOf(db, packageId, registrationId);
  if (!canDecideFor(actor, learner)) throw forbidden("not_your_learner");
  await db.$executeRaw`
    insert into registration_setting (id, registration_id, person_id, country, branch, key, value, reason, set_by)
    values (${newId()}::uuid, ${registrationId}::uuid, ${learner.personId}::uuid, ${learner.country}, ${learner.branch}, ${key},
      ${JSON.stringify(value)}::jsonb, ${decision.reason}, ${actor.personId}::uuid)`;
  return audit(db, learner.country, registrationId, { key, value });
}

/** What completes the package of a version, decided while it is given to a module; in the caller's transaction. */
export async function decideCompletion(
  db: ActorDb,
  actor: Actor,
  decision: { packageVersionId: string; value: Settings["completion"]; reason: string },
): Promise<void> {
  const { packageVersionId: id, value, reason } = decision;
  const { packageId } = await db.packageVersion.findUniqueOrThrow({ where: { id } });
  await decide(db, actor, { packageId, key: "completion", value, reason });
}

async function assertOwnPackage(db: ActorDb, actor: Actor, packageId: string): Promise<void> {
  const found = await db.package.findUnique({ where: { id: packageId } });
  if (!found) throw notFound("unknown_package");
  if (!canImport(actor, found.organisationId)) throw forbidden("not_your_academy");
}

const addPackageEntry = (
  db: ActorDb,
  actor: Actor,
  packageId: string | null,
  { key, value, reason }: Pick<SettingDecision, "key" | "value" | "reason">,
) =>
  db.$executeRaw`
    insert into package_setting (id, package_id, key, value, reason, set_by)
    values (${newId()}::uuid, ${packageId}::uuid, ${key}, ${JSON.stringify(value)}::jsonb, ${reason}, ${actor.personId}::uuid)`;

const audit = (
  db: ActorDb,
  country: string | null,
  subjectId: string,
  details: Record<string, unknown>,
) =>
  recordAudit(db, {
    ...{ action: "package.setting-changed", subjectKind: "package_setting", subjectId },
    ...{ country, details },
  });
