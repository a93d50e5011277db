/** Words of an academy to a cohort or a selection of it: kept, shown to whoever they are for, and mailed by the worker. A mail is not unsent. */
import type { Actor } from "~/domain/kernel/actor";
import { conflict } from "~/domain/kernel/errors";
import { enqueue, recordAudit, withActor } from "~/platform/db/doors.server";
import { messageSent } from "../jobs";
import { getTaughtCohort, readSelection } from "../teach.server";
import type { CohortMessageInput } from "../teaching-input.server";

/**
 * `to` empty: everybody with a seat. The same message id sends once. Throws not_found, forbidden/not_teaching,
 * invalid/{nobody_selected, not_in_cohort}, conflict/cohort_not_running.
 */
export function sendCohortMessage(
  actor: Actor,
  cohortId: string,
  { messageId, subject, body, to }: CohortMessageInput,
  now = new Date(),
): Promise<{ recipients: number }> {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getTaughtCohort(db, fresh, cohortId, now);
    if (cohort.state === "draft" || cohort.state === "template")
      throw conflict("cohort_not_running");
    const selected = await readSelection(db, cohortId, to);
    const known = await db.cohortMessage.findUnique({
      where: { id: messageId },
      select: { id: true },
    });
    if (known) return { recipients: selected.length };
    const { organisationId, academyCountry } = cohort;
    await db.$executeRaw`
      insert into cohort_message (id, cohort_id, organisation_id, subject, body, nomination_ids, sent_by)
      values (${messageId}::uuid, ${cohortId}::uuid, ${organisationId}::uuid, ${subject}, ${body},
        ${to.length > 0 ? to : null}::uuid[], ${fresh.personId}::uuid)`;
    const details = { messageId, recipients: selected.length };
    await recordAudit(db, {
      ...{ action: "cohort.message-sent", subjectKind: "cohort", subjectId: cohortId },
      ...{ country: academyCountry, details },
    });
    const payload = { cohortId, messageId };
    await enqueue(db, { topic: messageSent, payload, country: academyCountry });
    return { recipients: selected.length };
  });
}
