/**
 * Applying a checked roster: a person asks for it, a job does it in batches. A row's nomination and its outcome are written in one
 * transaction, so that a job killed anywhere goes on where it was and nobody is nominated or invited twice.
 */
import type { Actor } from "~/domain/kernel/actor";
import { conflict } from "~/domain/kernel/errors";
import { type ActorDb, enqueue, recordAudit, withActor } from "~/platform/db/doors.server";
import { getCohort } from "../cohort.server";
import { rosterApplying } from "../jobs";
import { type AppliedRow, applyRows, type ReadyRow } from "../roster/apply-rows.server";
import { isStuck, lockImport } from "../roster/import-record.server";
import type { RosterImport } from "../roster/schema";

const BATCH = 200;

/** Hands the ready rows to the worker. What has a problem or an open question stays behind. Throws conflict/{nothing_to_apply, roster_busy, …}. */
export function applyRoster(
  actor: Actor,
  importId: string,
  now = new Date(),
): Promise<Pick<RosterImport, "id" | "cohortId" | "country">> {
  return withActor(actor, async (db, fresh) => {
    const record = await lockImport(db, fresh, importId, ["review", "done", "applying"]);
    const { cohortId, country } = record;
    if (record.status === "applying" && !isStuck(record, now)) return record;
    const [row] = await db.$queryRaw<{ ready: boolean }[]>`
      select exists (select 1 from roster_row where import_id = ${importId}::uuid and state = 'ready') as ready`;
    if (!row?.ready) throw conflict("nothing_to_apply");
    await db.$executeRaw`
      update roster_import set status = 'applying', applied_by = ${fresh.personId}::uuid, applying_since = ${now}, finished_at = null
      where id = ${importId}::uuid`;
    await recordAudit(db, {
      ...{ action: "roster.applied", subjectKind: "roster_import", subjectId: importId },
      ...{ country, details: { cohortId } },
    });
    const payload = { importId, cohortId, personId: fresh.personId };
    await enqueue(db, { topic: rosterApplying, payload, country });
    return record;
  });
}

/** The job: batch after batch until nothing is ready. Run twice, or by two workers at once, it applies every row once. */
export async function applyRosterAfter(
  { importId, personId }: { importId: string; personId: string },
  clock: () => Date = () => new Date(),
): Promise<void> {
  while (await applyBatch(personId, importId, clock()));
}

function applyBatch(personId: string, importId: string, now: Date): Promise<boolean> {
  return withActor({ personId }, async (db, actor) => {
    const record = await lockImport(db, actor, importId, ["review", "applying", "done"]);
    if (record.status !== "applying") return false;
    const rows = await db.$queryRaw<ReadyRow[]>`
      select line, nominee, fixes from roster_row where import_id = ${importId}::uuid and state = 'ready' order by line limit ${BATCH}`;
    if (rows.length === 0) return finish(db, importId, now);
    const cohort = await getCohort(db, record.cohortId, now);
    const work = { db, actor, cohort, mapping: record.mapping, now };
    await saveApplied(db, importId, await applyRows(work, rows));
    return true;
  });
}

async function saveApplied(db: ActorDb, importId: string, rows: AppliedRow[]): Promise<void> {
  await db.$executeRaw`
    update roster_row r set state = x.state, nomination_id = x."nominationId", problems = x.problems
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(line int, state text, "nominationId" uuid, problems jsonb)
    where r.import_id = ${importId}::uuid and r.line = x.line`;
  const settled = rows.filter(({ state }) => state !== "problem").length;
  await db.$executeRaw`update roster_import set applied = applied + ${settled}, applying_since = clock_timestamp() where id = ${importId}::uuid`;
}

async function finish(db: ActorDb, importId: string, now: Date): Promise<false> {
  await db.$executeRaw`update roster_import set status = 'done', finished_at = ${now} where id = ${importId}::uuid`;
  return false;
}
