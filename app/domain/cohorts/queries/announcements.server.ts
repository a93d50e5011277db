/** What academies wrote to a learner who has a seat: a question that pages' queries ask in their own transaction. */
import type { ActorDb } from "~/platform/db/doors.server";
import type { Announcement } from "../schema";

/** The five newest, of one cohort or of all that are not closed; one statement. */
export const listAnnouncements = (
  db: ActorDb,
  personId: string,
  cohortId: string | null = null,
): Promise<Announcement[]> => db.$queryRaw<Announcement[]>`
    select m.id, m.subject, m.body, m.sent_at as "sentAt", c.id as "cohortId", c.title as cohort, o.name as academy, c.zone
    from nomination n join cohort c on c.id = n.cohort_id join cohort_message m on m.cohort_id = c.id join organisation o on o.id = c.organisation_id
    where n.person_id = ${personId}::uuid and n.status = 'booked' and case when ${cohortId}::uuid is null then c.closed_at is null else c.id = ${cohortId}::uuid end
      and (coalesce(cardinality(m.nomination_ids), 0) = 0 or n.id = any (m.nomination_ids))
    order by m.sent_at desc limit 5`;
