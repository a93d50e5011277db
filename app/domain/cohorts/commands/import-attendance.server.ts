/** Attendance of many sessions at once, from CSV. All of it is written or none; the same file again writes nothing. */
import { readFile, stat } from "node:fs/promises";
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { conflict, invalid } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { rowsOfCsv } from "../attendance-csv.server";
import { appendMarks, listAttendees, listMarks } from "../attendance-marks.server";
import { type RawRow, type ReadRow, readRows } from "../attendance-rows";
import type { ImportPreview } from "../schema";
import { cohortToTeach, listSessions } from "../session.server";

/** As previewAttendance, from an uploaded file; its text comes back to be corrected. Throws invalid file_missing, file_too_large too. */
export async function previewAttendanceFile(
  actor: Actor,
  cohortId: string,
  filePath: string | null,
  clock: Clock = systemClock,
): Promise<{ csv: string; preview: ImportPreview }> {
  if (!filePath) throw invalid("file_missing", { field: "file" });
  if ((await stat(filePath)).size > MOST_BYTES) throw invalid("file_too_large", { field: "file" });
  const csv = await readFile(filePath, "utf8");
  return { csv, preview: await previewAttendance(actor, cohortId, csv, clock) };
}

/** What the file would do, row by row, without doing it. Throws as importAttendance does, but for problems in rows. */
export async function previewAttendance(
  actor: Actor,
  cohortId: string,
  csv: string,
  clock: Clock = systemClock,
): Promise<ImportPreview> {
  const raw = rowsOfCsv(csv);
  return withActor(actor, async (db, fresh) => {
    await cohortToTeach(db, fresh, cohortId, clock.now());
    const rows = await readAgainst(db, cohortId, raw, clock.now());
    return { rows: rows.map(({ write: _, ...row }) => row), counts: countsOf(rows) };
  });
}

export const MOST_BYTES = 1_000_000;

/**
 * Writes every row. Throws not_found, forbidden/may_not_teach, conflict/import_has_problems when a row cannot be read, and invalid:
 * csv_unreadable, csv_empty, csv_columns, csv_too_long, and reason_missing when marks change and nobody says why.
 */
export async function importAttendance(
  actor: Actor,
  cohortId: string,
  { csv, reason }: { csv: string; reason: string },
  clock: Clock = systemClock,
): Promise<ImportPreview["counts"]> {
  return importRows(actor, cohortId, { rows: rowsOfCsv(csv), reason }, clock);
}

/** The same for rows that are apart already. */
export function importRows(
  actor: Actor,
  cohortId: string,
  { rows: raw, reason }: { rows: RawRow[]; reason: string },
  clock: Clock = systemClock,
): Promise<ImportPreview["counts"]> {
  return withActor(actor, async (db, fresh) => {
    const now = clock.now();
    const cohort = await cohortToTeach(db, fresh, cohortId, now);
    // whoever marks one of these sessions meanwhile waits, or is waited for
    await db.$executeRaw`select 1 from cohort_session where cohort_id = ${cohortId}::uuid order by id for update`;
    const rows = await readAgainst(db, cohortId, raw, now);
    const counts = countsOf(rows);
    if (counts.problem > 0) throw conflict("import_has_problems", problemsOf(rows));
    if (counts.correction > 0 && reason.length < 3)
      throw invalid("reason_missing", { field: "reason" });
    const marks = rows.flatMap(({ write }) => (write ? [write] : []));
    await appendMarks(db, fresh, cohort, marks, { source: "import", reason, now });
    return counts;
  });
}

/** The first hundred, for whoever sent the rows. */
function problemsOf(rows: readonly ReadRow[]) {
  const refused = rows.filter(({ problem }) => problem);
  const problems = refused.slice(0, 100).map(({ line, problem }) => ({ line, problem }));
  return { count: refused.length, problems };
}

async function readAgainst(
  db: ActorDb,
  cohortId: string,
  raw: readonly RawRow[],
  now: Date,
): Promise<ReadRow[]> {
  const sessions = await listSessions(db, cohortId);
  const people = await listAttendees(db, cohortId);
  const marks = await listMarks(db, cohortId);
  return readRows(raw, {
    sessions: sessions.map((session) => ({ ...session, cancelled: session.cancelledAt !== null })),
    people,
    standing: marks.filter(({ corrected }) => !corrected),
    now,
  });
}

function countsOf(rows: readonly ReadRow[]): ImportPreview["counts"] {
  const counts = { new: 0, same: 0, correction: 0, problem: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}
