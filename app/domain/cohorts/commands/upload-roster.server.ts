/** Uploading a roster. The file is read before anything is written; a file that cannot be read leaves no trace. */
import { basename } from "node:path";
import type { Actor } from "~/domain/kernel/actor";
import { conflict, forbidden, invalid } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { type ActorDb, recordAudit, withActor } from "~/platform/db/doors.server";
import { type CohortRecord, getCohort } from "../cohort.server";
import { canImportRoster } from "../policy";
import { isZip } from "../roster/decode";
import { missingColumns, type RosterMapping } from "../roster/fields";
import { guessColumns } from "../roster/headings";
import { getImport } from "../roster/import-record.server";
import { LIMITS, readCsv, type Table } from "../roster/read-csv.server";
import { readOneRoster } from "../roster/read-oneroster.server";
import { recheck } from "../roster/recheck.server";
import { insertRows } from "../roster/rows.server";
import type { ImportStatus } from "../roster/schema";
import { takesNominations } from "../state";

export type Upload = {
  cohortId: string;
  /** A contact point's country, when they nominate their own people. */
  country: string | null;
  fileName: string;
  bytes: Buffer;
  /** Go on to the review at once when every column is recognised; else a person matches the columns first. */
  straightOn?: boolean;
};

/**
 * Keeps the rows of a CSV file or a OneRoster archive; nobody is nominated yet. Throws not_found/unknown_cohort, forbidden/may_not_import,
 * conflict/cohort_takes_nobody, and invalid with what is wrong with the file (see `errors` in rosters.json).
 */
export async function uploadRoster(
  actor: Actor,
  upload: Upload,
  now = new Date(),
): Promise<{ importId: string; status: ImportStatus }> {
  await withActor(actor, (db, fresh) => openCohort(db, fresh, upload, now));
  const { table, format } = await readFile(upload);
  return withActor(actor, async (db, fresh) => {
    const cohort = await openCohort(db, fresh, upload, now);
    const importId = newId();
    const mapping: RosterMapping = { columns: guessColumns(table.headers), defaults: {} };
    const matched = missingColumns(mapping, upload.country).length === 0;
    const status = upload.straightOn && matched ? "review" : "mapping";
    await insertImport(db, { importId, cohort, upload, table, format, mapping, status, fresh });
    if (status === "review") await recheck(db, await getImport(db, fresh, importId), cohort);
    return { importId, status };
  });
}

async function openCohort(
  db: ActorDb,
  actor: Actor,
  { cohortId, country }: Upload,
  now: Date,
): Promise<CohortRecord> {
  const cohort = await getCohort(db, cohortId, now);
  if (!canImportRoster(actor, { organisationId: cohort.organisationId, country }))
    throw forbidden("may_not_import");
  if (!takesNominations(cohort.state))
    throw conflict(cohort.state === "draft" ? "cohort_not_published" : "cohort_takes_nobody");
  return cohort;
}

async function readFile({ bytes, cohortId }: Upload) {
  if (bytes.byteLength > LIMITS.bytes)
    throw invalid("file_too_large", { field: "file", megabytes: LIMITS.bytes / 1024 / 1024 });
  return isZip(bytes)
    ? { format: "oneroster", table: await readOneRoster(bytes, cohortId) }
    : { format: "csv", table: readCsv(bytes) };
}

type NewImport = {
  importId: string;
  cohort: CohortRecord;
  upload: Upload;
  table: Table;
  format: string;
  mapping: RosterMapping;
  status: ImportStatus;
  fresh: Actor;
};

async function insertImport(
  db: ActorDb,
  { importId, cohort, upload, table, format, mapping, status, fresh }: NewImport,
): Promise<void> {
  const { organisationId } = cohort;
  const { country } = upload;
  const name = basename(upload.fileName).slice(-200) || "roster.csv";
  await db.$executeRaw`
    insert into roster_import (id, cohort_id, organisation_id, country, file_name, format, encoding, delimiter, status, headers, mapping, total, created_by)
    values (${importId}::uuid, ${cohort.id}::uuid, ${organisationId}::uuid, ${country}, ${name}, ${format}, ${table.encoding}, ${table.delimiter},
      ${status}, ${table.headers}, ${JSON.stringify(mapping)}::jsonb, ${table.rows.length}, ${fresh.personId}::uuid)`;
  await insertRows(db, { id: importId, organisationId, country }, table.rows);
  await recordAudit(db, {
    ...{ action: "roster.uploaded", subjectKind: "roster_import", subjectId: importId },
    ...{
      country: country ?? cohort.academyCountry,
      details: { cohortId: cohort.id, rows: table.rows.length },
    },
  });
}
