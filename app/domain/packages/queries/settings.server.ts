/** Settings as staff see them: what is in force, where it comes from, and every decision that was made. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { canDecideFor, canImport, canListPackages, canSetForPlatform } from "../policy";
import { type SettingInForce, settingsInForce } from "../settings";
import { getLearnerOf, type NamedEntry, readEntries } from "../settings-record.server";

export type { Settings } from "../settings";
export { getLearnerOf, readSettings } from "../settings-record.server";
export { applySettings } from "../settings-tree";

export type SettingsView = {
  package: { id: string; title: string } | null;
  learner: { registrationId: string; name: string } | null;
  mayChange: boolean;
  settings: (SettingInForce & { from: NamedEntry | null })[];
  history: NamedEntry[];
};

/** Settings of the platform, of a package, or of one registration of it. Throws forbidden/not_staff, not_found. */
export function getSettings(
  actor: Actor,
  of: { packageId: string; registrationId?: string },
): Promise<SettingsView> {
  return withActor(actor, async (db, fresh) => {
    if (!canListPackages(fresh)) throw forbidden("not_staff");
    const named = of.packageId === "platform" ? null : await getNamed(db, of.packageId);
    const learner =
      named && of.registrationId ? await getLearnerOf(db, named.id, of.registrationId) : null;
    const history = await readEntries(db, {
      packageId: named?.id ?? null,
      registrationId: learner?.registrationId ?? null,
    });
    return {
      package: named && { id: named.id, title: named.title },
      learner: learner && { registrationId: learner.registrationId, name: learner.name },
      mayChange: learner
        ? canDecideFor(fresh, learner)
        : named
          ? canImport(fresh, named.organisationId)
          : canSetForPlatform(fresh),
      settings: settingsInForce(history) as SettingsView["settings"],
      history,
    };
  });
}

async function getNamed(db: ActorDb, packageId: string) {
  const found = await db.package.findUnique({ where: { id: packageId } });
  if (!found) throw notFound("unknown_package");
  return found;
}
