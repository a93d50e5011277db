/** What an academy wrote to a cohort, and who would read what it is about to write. */
import type { Actor } from "~/domain/kernel/actor";
import { newId } from "~/domain/kernel/ids";
import { withActor } from "~/platform/db/doors.server";
import { cohortPages } from "../policy";
import { getTaughtCohort, readSelection } from "../teach.server";

export type SentMessage = {
  id: string;
  subject: string;
  body: string;
  sentAt: Date;
  sentBy: string | null;
  /** Null: everybody with a seat. */
  selected: number | null;
};

/** Throws not_found/unknown_cohort, forbidden/not_teaching. A selection that is not of this cohort any more is left out. */
export function getCohortMessages(
  actor: Actor,
  cohortId: string,
  { to }: { to: readonly string[] },
  now = new Date(),
) {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getTaughtCohort(db, fresh, cohortId, now);
    const everybody = await readSelection(db, cohortId, []).catch(() => []);
    const wanted = new Set(to);
    const sent = await db.$queryRaw<SentMessage[]>`
      select m.id, m.subject, m.body, m.sent_at as "sentAt", p.full_name as "sentBy", nullif(cardinality(m.nomination_ids), 0) as selected
      from cohort_message m left join person p on p.id = m.sent_by where m.cohort_id = ${cohortId}::uuid order by m.sent_at desc limit 100`;
    return {
      cohort: { ...cohort, pages: cohortPages(fresh, cohort) },
      ...{ sent, newMessageId: newId(), withSeat: everybody.length },
      selection: everybody
        .filter((one) => wanted.has(one.nominationId))
        .map(({ nominationId, fullName, country }) => ({ nominationId, fullName, country })),
    };
  });
}

/** Who would get it; the preview of sending. Throws as sendCohortMessage. */
export function previewCohortMessage(
  actor: Actor,
  cohortId: string,
  to: readonly string[],
  now = new Date(),
) {
  return withActor(actor, async (db, fresh) => {
    await getTaughtCohort(db, fresh, cohortId, now);
    const readers = await readSelection(db, cohortId, to);
    const withoutAccount = readers.filter(({ personId }) => personId === null).length;
    return {
      ...{ recipients: readers.length, withoutAccount },
      countries: new Set(readers.map(({ country }) => country)).size,
      names: readers.slice(0, 12).map(({ fullName }) => fullName),
    };
  });
}
