/** Two versions of a package side by side, for areas above, in their own transaction. */
import { notFound } from "~/domain/kernel/errors";
import type { ActorDb } from "~/platform/db/doors.server";
import type { Organization } from "../schema";
import { carryItems, matchVersions, type VersionMatch } from "../version-match";

export type { VersionMatch };
export { carryItems };

/** How the activities of `from` stand in `to`. Throws not_found/unknown_package. */
export async function readVersionMatch(
  db: ActorDb,
  { from, to }: { from: string; to: string },
): Promise<VersionMatch> {
  const trees = await db.$queryRaw<{ id: string; organizations: Organization[] }[]>`
    select id, tree -> 'organizations' as organizations from package_version where id in (${from}::uuid, ${to}::uuid)`;
  const activities = (wanted: string) =>
    trees.find(({ id }) => id === wanted)?.organizations[0]?.activities;
  const [before, after] = [activities(from), activities(to)];
  if (!before || !after) throw notFound("unknown_package");
  return matchVersions(before, after);
}
