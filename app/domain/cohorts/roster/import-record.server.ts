/** An import in the hands of who may have it. Finding is authorising: what row-level security hides is not found. */
import type { Actor } from "~/domain/kernel/actor";
import { conflict, forbidden, notFound } from "~/domain/kernel/errors";
import type { ActorDb } from "~/platform/db/doors.server";
import { canImportRoster } from "../policy";
import type { ImportStatus, RosterImport } from "./schema";

/** Throws not_found/unknown_roster, forbidden/may_not_import. */
export async function getImport(
  db: ActorDb,
  actor: Actor,
  importId: string,
): Promise<RosterImport> {
  const [row] = await db.$queryRaw<RosterImport[]>`
    select id, cohort_id as "cohortId", organisation_id as "organisationId", country, file_name as "fileName", format, encoding, delimiter,
      status, headers, mapping, total, applied, created_by as "createdBy", created_at as "createdAt", applying_since as "applyingSince",
      finished_at as "finishedAt", emptied_at as "emptiedAt"
    from roster_import where id = ${importId}::uuid`;
  if (!row) throw notFound("unknown_roster");
  if (!canImportRoster(actor, row)) throw forbidden("may_not_import");
  return row;
}

/**
 * The same with its row locked and marked as worked on, so that correcting, deciding and applying come one after the other. Throws
 * conflict/roster_busy, roster_cancelled, roster_emptied.
 */
export async function lockImport(
  db: ActorDb,
  actor: Actor,
  importId: string,
  allowed: readonly ImportStatus[],
): Promise<RosterImport> {
  await db.$executeRaw`update roster_import set touched_at = clock_timestamp() where id = ${importId}::uuid`;
  const record = await getImport(db, actor, importId);
  if (record.emptiedAt) throw conflict("roster_emptied");
  if (allowed.includes(record.status)) return record;
  throw conflict(REASONS[record.status]);
}

const REASONS: Record<ImportStatus, string> = {
  mapping: "roster_not_matched",
  review: "roster_not_applied",
  applying: "roster_busy",
  done: "roster_done",
  cancelled: "roster_cancelled",
};

const TEN_MINUTES = 600_000;

/** Whoever had it applied may have lost their role meanwhile: after a while a colleague takes over. */
export const isStuck = (
  { status, applyingSince }: Pick<RosterImport, "status" | "applyingSince">,
  now: Date,
): boolean =>
  status === "applying" &&
  applyingSince !== null &&
  now.getTime() - applyingSince.getTime() > TEN_MINUTES;
