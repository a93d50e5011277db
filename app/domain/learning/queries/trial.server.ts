/** What a package reported when a member of staff played it as a fictional learner. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { canListPackages } from "~/domain/packages/policy";
import { launchable, type Organization, type Standard } from "~/domain/packages/schema";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { isFinished } from "../progress";
import type { AttemptState, Completion, ItemState, Success } from "../schema";

export type TrialLine = {
  identifier: string;
  title: string;
  completion: Completion | null;
  success: Success | null;
  scoreScaled: number | null;
  seconds: number;
  commits: number;
  interactions: number;
  /** Characters of suspend data. */
  suspended: number;
  /** More of them than its standard promises to keep, so that other systems cut them off. */
  isCutOffElsewhere: boolean;
};

export type TrialView = {
  title: string;
  trials: { begunAt: Date; completedAt: Date | null; version: number; by: string | null }[];
  mine: {
    registrationId: string;
    version: number;
    standard: "1.2" | "2004";
    launches: number;
    isFinished: boolean;
    lines: TrialLine[];
  } | null;
};

type Own = {
  registrationId: string;
  attemptId: string;
  version: number;
  standard: Standard;
  state: AttemptState;
  organizations: Organization[];
  launches: number;
};

/** The actor's latest trial in detail, and every trial of the package by outcome. Throws forbidden/not_staff, not_found. */
export function getTrial(actor: Actor, packageId: string): Promise<TrialView> {
  return withActor(actor, async (db, fresh) => {
    if (!canListPackages(fresh)) throw forbidden("not_staff");
    const found = await db.package.findUnique({ where: { id: packageId } });
    if (!found) throw notFound("unknown_package");
    const trials = await db.$queryRaw<TrialView["trials"]>`
      select t.begun_at as "begunAt", t.completed_at as "completedAt", v.number as version, p.full_name as by
      from package_trial t join package_version v on v.id = t.package_version_id left join person p on p.id = t.tried_by
      where v.package_id = ${packageId}::uuid order by t.begun_at desc limit 50`;
    const own = await findOwn(db, packageId, fresh.personId);
    return { title: found.title, trials, mine: own && (await tell(db, own)) };
  });
}

async function findOwn(db: ActorDb, packageId: string, personId: string): Promise<Own | null> {
  const [own] = await db.$queryRaw<Own[]>`
    select r.id as "registrationId", a.id as "attemptId", v.number as version, v.standard, a.state,
      v.tree -> 'organizations' as organizations, (select count(*)::int from launch l where l.attempt_id = a.id) as launches
    from registration r join attempt a on a.registration_id = r.id join package_version v on v.id = r.package_version_id
    where v.package_id = ${packageId}::uuid and r.person_id = ${personId}::uuid and r.enrolment_id is null
    order by r.created_at desc, a.number desc limit 1`;
  return own ?? null;
}

async function tell(db: ActorDb, own: Own): Promise<TrialView["mine"]> {
  const counted = await db.$queryRaw<{ item: string; commits: number }[]>`
    select item, count(*)::int as commits from commit_record where attempt_id = ${own.attemptId}::uuid group by item`;
  const commits = new Map(counted.map((row) => [row.item, row.commits]));
  const { registrationId, version, standard, launches, organizations, state } = own;
  const lines = launchable(organizations[0]?.activities ?? []).map(({ identifier, title }) => ({
    ...{ identifier, title, commits: commits.get(identifier) ?? 0 },
    ...told(state.items[identifier], standard),
  }));
  const finished = isFinished(organizations, state);
  return { registrationId, version, standard, launches, isFinished: finished, lines };
}

/** SCORM 1.2 RTE §3.4.4, cmi.suspend_data. What SCORM 2004 promises is the longest value that is stored of anything. */
const SUSPENDED_12 = 4096;

function told(item: ItemState | undefined, standard: Standard) {
  const cmi = item?.cmi ?? {};
  const suspended = cmi["cmi.suspend_data"]?.length ?? 0;
  const interactions = new Set(
    Object.keys(cmi).flatMap((name) => /^cmi\.interactions\.(\d+)\./.exec(name)?.[1] ?? []),
  );
  return {
    completion: item?.completion ?? null,
    success: item?.success ?? null,
    scoreScaled: item?.scoreScaled ?? null,
    seconds: Object.values(item?.time ?? {}).reduce((sum, seconds) => sum + seconds, 0),
    interactions: interactions.size,
    ...{ suspended, isCutOffElsewhere: standard === "1.2" && suspended > SUSPENDED_12 },
  };
}
