/** One person of a cohort for those who teach it: how they stand, what is missing, what happened, what was written. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { withActor } from "~/platform/db/doors.server";
import { type CohortRecord, getCohort } from "../cohort.server";
import { readColumns } from "../columns.server";
import { canSeeRoster, canTeach, cohortPages } from "../policy";
import { listProgress } from "../teaching.server";

type Papers = {
  history: { status: string; reason: string; note: string; at: string; by: string | null }[];
  sessions: {
    id: string;
    title: string;
    startsAt: string;
    zone: string;
    mark: string | null;
    minutes: number | null;
    held: boolean;
  }[];
  notes: { id: string; body: string; at: string; by: string | null }[];
  messages: { id: string; subject: string; body: string; at: string; toAll: boolean }[];
};

/** Throws not_found/{unknown_cohort, unknown_nomination}, forbidden/not_academy_staff. */
export function getCohortPerson(
  actor: Actor,
  { cohortId, nominationId }: { cohortId: string; nominationId: string },
  now = new Date(),
) {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getCohort(db, cohortId, now);
    if (!canSeeRoster(fresh, cohort)) throw forbidden("not_academy_staff");
    const [person] = await listProgress(db, cohort, now, nominationId);
    if (!person) throw notFound("unknown_nomination");
    const [papers] = await db.$queryRaw<[Papers]>`
      select
        coalesce((select jsonb_agg(jsonb_build_object('status', v.status, 'reason', v.reason, 'note', v.note, 'at', v.recorded_at, 'by', p.full_name) order by v.id desc)
          from nomination_event v left join person p on p.id = v.recorded_by where v.nomination_id = ${nominationId}::uuid), '[]') as history,
        coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'title', s.title, 'startsAt', s.starts_at, 'zone', s.zone, 'held', s.ends_at <= ${now},
            'mark', a.mark, 'minutes', a.minutes) order by s.starts_at)
          from cohort_session s left join lateral (select k.mark, k.minutes from attendance k where k.session_id = s.id and k.nomination_id = ${nominationId}::uuid
            and not exists (select 1 from attendance x where x.corrects_id = k.id) limit 1) a on true
          where s.cohort_id = ${cohortId}::uuid and s.cancelled_at is null), '[]') as sessions,
        coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'body', k.body, 'at', k.written_at, 'by', p.full_name) order by k.written_at desc)
          from nomination_note k left join person p on p.id = k.written_by where k.nomination_id = ${nominationId}::uuid and k.withdrawn_at is null), '[]') as notes,
        coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'subject', m.subject, 'body', m.body, 'at', m.sent_at, 'toAll', coalesce(cardinality(m.nomination_ids), 0) = 0) order by m.sent_at desc)
          from cohort_message m where m.cohort_id = ${cohortId}::uuid
            and (coalesce(cardinality(m.nomination_ids), 0) = 0 or ${nominationId}::uuid = any (m.nomination_ids))), '[]') as messages`;
    const modules = await readColumns(db, cohort);
    return {
      cohort: { ...viewOf(cohort), pages: cohortPages(fresh, cohort) },
      ...{ person, modules, ...papers, mayTeach: canTeach(fresh, cohort) },
    };
  });
}

const viewOf = ({ id, code, title, zone, state }: CohortRecord) => ({
  ...{ id, code, title, zone, state },
});
