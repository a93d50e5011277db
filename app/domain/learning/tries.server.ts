/** Everything one person tried of one module, with the rule that holds for them: read once, in the caller's transaction. */
import { type AttemptPolicy, DEFAULT_ATTEMPT_POLICY } from "~/domain/curricula/schema";
import { notFound } from "~/domain/kernel/errors";
import type { Organization } from "~/domain/packages/schema";
import type { ActorDb } from "~/platform/db/doors.server";
import { standingOf, type Tried } from "./attempts";
import type { AttemptState, AttemptsView, OpeningCause } from "./schema";

export type Try = Tried & {
  registrationId: string;
  number: number;
  versionNumber: number;
  reason: string;
  /** Null: not checked, or not finished. */
  assurance: "C0" | "C1" | null;
  isQuestioned: boolean;
  isAccepted: boolean;
  startedAt: Date;
  updatedAt: Date;
  /** Every second that was saved. */
  seconds: number;
  state: AttemptState;
};

/** The frame that the attempts page shows, around the tries themselves. */
export type Tries = Pick<
  AttemptsView,
  | "registrationId"
  | "personId"
  | "country"
  | "enrolmentId"
  | "moduleId"
  | "title"
  | "zone"
  | "live"
  | "policy"
  | "policyOf"
> & { tries: Try[] };

type Frame = Omit<Tries, "policy" | "policyOf" | "tries"> & {
  ofCurriculum: AttemptPolicy | null;
  ofCohort: AttemptPolicy | null;
};
type Row = Omit<Try, keyof ReturnType<typeof standingOf> | "seconds"> & {
  packageVersionId: string;
};

/** Two statements, and one for the packages' trees. Throws not_found/unknown_registration where the actor's rows do not reach. */
export async function readTries(db: ActorDb, registrationId: string): Promise<Tries> {
  const [frame] = await db.$queryRaw<Frame[]>`
    select r.id as "registrationId", r.person_id as "personId", r.country, r.enrolment_id as "enrolmentId", r.module_id as "moduleId",
      coalesce(m.title, v.tree ->> 'title') as title, n.zone, r.ended_at is null as live, m.document -> 'attempts' as "ofCurriculum", k.policy as "ofCohort"
    from registration r join package_version v on v.id = r.package_version_id join country n on n.iso2 = r.country
      left join module m on m.id = r.module_id
      left join lateral (
        select case when p.counts is not null then jsonb_build_object('limit', p.attempt_limit, 'counts', p.counts, 'next', p.next_attempt) end as policy
        from attempt_policy p where p.module_id = r.module_id and exists (select 1 from disclosure d
          where d.person_id = r.person_id and d.cohort_id = p.cohort_id and d.until_on >= current_date)
        order by p.set_at desc, p.id desc limit 1) k on true
    where r.id = ${registrationId}::uuid`;
  if (!frame) throw notFound("unknown_registration");
  const { ofCurriculum, ofCohort, ...rest } = frame;
  return {
    ...rest,
    policy: ofCohort ?? ofCurriculum ?? DEFAULT_ATTEMPT_POLICY,
    policyOf: ofCohort ? "cohort" : "curriculum",
    tries: await readAttempts(db, rest),
  };
}

/** Also those of earlier registrations of the module: a new package version begins another one. */
async function readAttempts(
  db: ActorDb,
  {
    registrationId,
    enrolmentId,
    moduleId,
  }: Pick<Tries, "registrationId" | "enrolmentId" | "moduleId">,
): Promise<Try[]> {
  const rows = await db.$queryRaw<Row[]>`
    select a.id, a.registration_id as "registrationId", a.number, o.cause, coalesce(o.reason, '') as reason, c.assurance,
      coalesce(d.decision = 'rejected', false) as "isRejected", coalesce(d.decision = 'accepted', false) as "isAccepted",
      c.assurance is not distinct from 'C0' and (d.id is null or (d.decision = 'accepted' and d.doubts <> c.doubts)) as "isQuestioned", a.started_at as "startedAt",
      a.updated_at as "updatedAt", a.state, r.package_version_id as "packageVersionId", v.number as "versionNumber"
    from registration r join attempt a on a.registration_id = r.id join package_version v on v.id = r.package_version_id
      left join attempt_opening o on o.attempt_id = a.id left join claim_check c on c.attempt_id = a.id
      left join lateral (select k.id, k.decision, k.doubts from claim_decision k where k.attempt_id = a.id order by k.decided_at desc limit 1) d on true
    where r.id = ${registrationId}::uuid or (r.enrolment_id = ${enrolmentId}::uuid and r.module_id = ${moduleId}::uuid)
    order by r.created_at, a.number`;
  const trees = await readTrees(db, [...new Set(rows.map((row) => row.packageVersionId))]);
  return rows.map(({ packageVersionId, ...row }) => ({
    ...row,
    cause: row.cause as OpeningCause | null,
    ...standingOf(trees.get(packageVersionId) ?? [], row.state),
    seconds: secondsOf(row.state),
  }));
}

async function readTrees(db: ActorDb, ids: string[]): Promise<Map<string, Organization[]>> {
  const trees = await db.$queryRaw<{ id: string; organizations: Organization[] }[]>`
    select id, tree -> 'organizations' as organizations from package_version where id = any (${ids}::uuid[])`;
  return new Map(trees.map(({ id, organizations }) => [id, organizations]));
}

const secondsOf = (state: AttemptState): number =>
  Object.values(state.items)
    .flatMap((item) => Object.values(item.time ?? {}))
    .reduce((sum, seconds) => sum + seconds, 0);
