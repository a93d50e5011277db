/** A learner's own page: what they learn, what is due, where and when; and their certificates and attendance in one place. */

import { listAnnouncements } from "~/domain/cohorts/queries/announcements.server";
import { listOwnTraining, type MyTraining } from "~/domain/cohorts/queries/learner-home.server";
import type { Actor } from "~/domain/kernel/actor";
import { type Day, dayOf, today } from "~/domain/kernel/days";
import { type EnrolmentView, readEnrolments } from "~/domain/learning/queries.server";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import type { DueCertificate, DueSession, DueStep, WhatsDue } from "../schema";

const CERTIFICATE_DAYS = 120;
const MOST_SESSIONS = 5;

/** My learning and my trainings with what is due beside them; six statements. */
export function getMyHome(
  actor: Actor,
  now = new Date(),
): Promise<{ enrolments: EnrolmentView[]; training: MyTraining[]; due: WhatsDue }> {
  return withActor(actor, async (db, { personId }) => {
    const enrolments = await readEnrolments(db, personId);
    const training = await listOwnTraining(db, actor, now);
    const sessions = await readSessions(db, personId, now);
    const { zone, certificates } = await readCertificates(db, personId, now);
    const announcements = await listAnnouncements(db, personId);
    return {
      ...{ enrolments, training },
      due: { zone, sessions, steps: stepsOf(enrolments), certificates, announcements },
    };
  });
}

/** Exams and practicals that can be done now: the rule is My learning's own. */
const stepsOf = (enrolments: EnrolmentView[]): DueStep[] =>
  enrolments.flatMap(({ title: curriculum, steps }) =>
    steps.flatMap(({ module: { id, title, kind }, why }) =>
      why === "next" && (kind === "exam" || kind === "practical")
        ? [{ moduleId: id, title, kind, curriculum }]
        : [],
    ),
  );

/** The next sessions of the cohorts one has a seat in, today's running one included. */
const readSessions = (db: ActorDb, personId: string, now: Date): Promise<DueSession[]> =>
  db.$queryRaw<DueSession[]>`
    select s.id, s.title, c.id as "cohortId", c.title as cohort, s.starts_at as "startsAt", s.ends_at as "endsAt", s.zone,
      l.url as "joiningLink", coalesce(r.name || ', ' || w.name, v.name) as place, c.mode = 'online' as online
    from nomination n join cohort c on c.id = n.cohort_id join cohort_session s on s.cohort_id = c.id
      left join room r on r.id = s.room_id left join venue w on w.id = r.venue_id left join venue v on v.id = c.venue_id
      left join session_link l on l.session_id = s.id
    where n.person_id = ${personId}::uuid and n.status = 'booked' and c.cancelled_at is null and s.cancelled_at is null and s.ends_at > ${now}
    order by s.starts_at, s.id limit ${MOST_SESSIONS}`;

/** The zone a person lives by, and the certificates that end within it soon. */
async function readCertificates(
  db: ActorDb,
  personId: string,
  now: Date,
): Promise<{ zone: string; certificates: DueCertificate[] }> {
  const [row] = await db.$queryRaw<{ zone: string; certificates: { title: string; on: Day }[] }[]>`
    select n.zone, coalesce((select jsonb_agg(jsonb_build_object('title', d.title, 'on', d.until) order by d.until) from (
        select c.name as title, max(h.to_on) as until from capacity_holding h join certification c on c.key = h.certification_key
        where h.person_id = p.id group by c.key
        having max(h.to_on) between (${now}::timestamptz at time zone n.zone)::date and (${now}::timestamptz at time zone n.zone)::date + ${CERTIFICATE_DAYS}::int) d), '[]') as certificates
    from person p join country n on n.iso2 = p.country where p.id = ${personId}::uuid`;
  return row ?? { zone: "America/Port_of_Spain", certificates: [] };
}

type AwardRow = {
  id: string;
  number: string;
  title: string;
  from: Date;
  to: Date;
  revoked: boolean;
};
export type OwnMark = {
  id: string;
  cohortId: string;
  cohort: string;
  session: string;
  startsAt: Date;
  zone: string;
  length: number;
  mark: string | null;
  minutes: number | null;
};

/** Certificates and attendance, newest first; two statements. */
export function getMyTraining(actor: Actor, now = new Date()) {
  return withActor(actor, async (db, { personId }) => {
    const awards = await db.$queryRaw<AwardRow[]>`
      select a.id, a.number, c.name as title, a.valid_from_on as "from", a.valid_to_on as "to", r.award_id is not null as revoked
      from award a join certification c on c.key = a.certification_key left join award_revocation r on r.award_id = a.id
      where a.person_id = ${personId}::uuid order by a.issued_at desc`;
    const marks = await db.$queryRaw<OwnMark[]>`
      select s.id, c.id as "cohortId", c.title as cohort, s.title as session, s.starts_at as "startsAt", s.zone, a.mark, a.minutes,
        round(extract(epoch from s.ends_at - s.starts_at) / 60)::int as length
      from nomination n join cohort c on c.id = n.cohort_id join cohort_session s on s.cohort_id = c.id
        left join lateral (select k.mark, k.minutes from attendance k where k.session_id = s.id and k.nomination_id = n.id
          and not exists (select 1 from attendance x where x.corrects_id = k.id) limit 1) a on true
      where n.person_id = ${personId}::uuid and n.status = 'booked' and s.cancelled_at is null and s.ends_at <= ${now}
      order by s.starts_at desc, s.id`;
    const certificates = awards.map(({ from, to, ...award }) => ({
      ...{ ...award, from: dayOf(from), to: dayOf(to) },
      expired: dayOf(to) < today("UTC", now),
    }));
    return { certificates, marks };
  });
}
