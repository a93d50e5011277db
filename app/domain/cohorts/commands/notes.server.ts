/** What an academy writes down about people in its cohort. Notes stay with the academy; a selection's notes can be taken back. */
import type { Actor } from "~/domain/kernel/actor";
import { conflict, notFound } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { type ActorDb, recordAudit, withActor } from "~/platform/db/doors.server";
import { getTaughtCohort, readSelection, type Selected } from "../teach.server";

/** One note to one person. Throws not_found, forbidden/not_teaching, invalid/not_in_cohort. */
export function addNote(
  actor: Actor,
  { cohortId, nominationId }: { cohortId: string; nominationId: string },
  body: string,
  now = new Date(),
): Promise<{ noteId: string }> {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getTaughtCohort(db, fresh, cohortId, now);
    const selected = await readSelection(db, cohortId, [nominationId]);
    const [noteId = ""] = await writeNotes(db, fresh, cohort.organisationId, selected, body);
    return { noteId };
  });
}

/** The same note to each of a selection, kept as one action that can be undone. Throws as addNote, invalid/nobody_selected. */
export function addNotes(
  actor: Actor,
  cohortId: string,
  { to, body }: { to: string[]; body: string },
  now = new Date(),
): Promise<{ bulkActionId: string; count: number }> {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getTaughtCohort(db, fresh, cohortId, now);
    const selected = await readSelection(db, cohortId, to);
    const noteIds = await writeNotes(db, fresh, cohort.organisationId, selected, body);
    const bulkActionId = newId();
    await db.bulkAction.create({
      data: {
        ...{ id: bulkActionId, cohortId, organisationId: cohort.organisationId, kind: "notes" },
        ...{ changes: { noteIds }, doneBy: fresh.personId },
      },
    });
    return { bulkActionId, count: noteIds.length };
  });
}

/** Takes back what a bulk action wrote; once. Throws not_found/unknown_action, forbidden, conflict/already_undone. */
export function undoBulkAction(
  actor: Actor,
  { cohortId, bulkActionId }: { cohortId: string; bulkActionId: string },
  now = new Date(),
): Promise<void> {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getTaughtCohort(db, fresh, cohortId, now);
    const where = { id: bulkActionId, cohortId, organisationId: cohort.organisationId };
    const action = await db.bulkAction.findFirst({ where });
    if (!action) throw notFound("unknown_action");
    const undone = await db.bulkAction.updateMany({
      where: { ...where, undoneAt: null },
      data: { undoneAt: now, undoneBy: fresh.personId },
    });
    if (undone.count === 0) throw conflict("already_undone");
    await db.$executeRaw`
      update nomination_note set withdrawn_at = ${now} where withdrawn_at is null
        and id in (select x::uuid from bulk_action b, jsonb_array_elements_text(b.changes -> 'noteIds') x where b.id = ${bulkActionId}::uuid)`;
    await recordAudit(db, {
      ...{ action: "cohort.bulk-undone", subjectKind: "cohort", subjectId: cohortId },
      ...{ country: cohort.academyCountry, details: { bulkActionId } },
    });
  });
}

async function writeNotes(
  db: ActorDb,
  actor: Actor,
  organisationId: string,
  selected: Selected[],
  body: string,
): Promise<string[]> {
  const notes = selected.map(({ nominationId, personId, country, branch }) => ({
    ...{ id: newId(), nominationId, organisationId, personId, country, branch },
    ...{ body, writtenBy: actor.personId },
  }));
  await db.nominationNote.createMany({ data: notes });
  return notes.map((note) => note.id);
}
