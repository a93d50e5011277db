/**
 * What happened in one attempt, for the learner and for those who teach them and may see scores: launches, accepted commits, interactions,
 * objectives, time. A contact point is not among them, whatever rows it can reach.
 */
import type { Actor } from "~/domain/kernel/actor";
import { notFound } from "~/domain/kernel/errors";
import type { Organization } from "~/domain/packages/schema";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { interactionsOf, objectivesOf } from "../cmi-records";
import { teachesAt } from "../policy";
import type {
  AttemptState,
  CommitEntry,
  Interaction,
  LaunchRecord,
  ObjectiveRecord,
} from "../schema";
import { titlesOf } from "../titles";

const MOST = 5000;

type Frame = {
  attemptId: string;
  registrationId: string;
  personId: string;
  number: number;
  /** Its registration can still be opened. */
  live: boolean;
  /** Of the learner's country. */
  zone: string;
  startedAt: Date;
  updatedAt: Date;
  state: AttemptState;
  title: string;
  packageId: string;
  versionNumber: number;
  standard: string;
  contentHash: string;
  organizations: Organization[];
  name: string | null;
  disclosedTo: string[];
};

/** Reads the attempt where the actor may look into it. Throws not_found/unknown_attempt. */
async function readFrame(db: ActorDb, actor: Actor, attemptId: string): Promise<Frame> {
  const [frame] = await db.$queryRaw<Frame[]>`
    select a.id as "attemptId", r.id as "registrationId", a.person_id as "personId", a.number, r.ended_at is null as live, n.zone, a.started_at as "startedAt",
      a.updated_at as "updatedAt", a.state, coalesce(m.title, v.tree ->> 'title') as title, v.package_id as "packageId",
      v.number as "versionNumber", v.standard, v.content_hash as "contentHash", v.tree -> 'organizations' as organizations, p.full_name as name,
      array(select d.organisation_id::text from disclosure d where d.person_id = a.person_id and 'scores' = any (d.fields)
        and d.until_on >= current_date) as "disclosedTo"
    from attempt a join registration r on r.id = a.registration_id join package_version v on v.id = r.package_version_id
      join country n on n.iso2 = a.country left join module m on m.id = r.module_id left join person p on p.id = a.person_id
    where a.id = ${attemptId}::uuid`;
  const mayLook =
    frame && (frame.personId === actor.personId || teachesAt(actor, frame.disclosedTo));
  if (!mayLook) throw notFound("unknown_attempt");
  return frame;
}

export const readLaunches = (db: ActorDb, attemptId: string): Promise<LaunchRecord[]> =>
  db.$queryRaw<LaunchRecord[]>`
    select opened_at as "openedAt", mode, epoch from launch where attempt_id = ${attemptId}::uuid order by opened_at limit ${MOST}`;

export const readCommits = (db: ActorDb, attemptId: string): Promise<CommitEntry[]> =>
  db.$queryRaw<CommitEntry[]>`
    select epoch, sequence, item, visit, seconds, item_state ->> 'completion' as completion, item_state ->> 'success' as success,
      (item_state ->> 'scoreScaled')::float8 as "scoreScaled", set_aside as "setAside", received_at as "receivedAt",
      encode(sha256(convert_to(item_state::text, 'UTF8')), 'hex') as sha256, octet_length(item_state::text) as bytes
    from commit_record where attempt_id = ${attemptId}::uuid order by received_at, epoch, sequence limit ${MOST}`;

export type LessonTime = { item: string; title: string; visits: number; seconds: number };

/** Three statements. Throws not_found/unknown_attempt. */
export function getTimeline(actor: Actor, attemptId: string) {
  return withActor(actor, async (db, fresh) => {
    const {
      organizations,
      state,
      disclosedTo: _,
      contentHash: _hash,
      ...frame
    } = await readFrame(db, fresh, attemptId);
    const titleOf = titlesOf(organizations);
    const items = Object.entries(state.items);
    const commits = await readCommits(db, attemptId);
    return {
      ...{ ...frame, isMine: frame.personId === fresh.personId },
      launches: await readLaunches(db, attemptId),
      commits: commits.map((commit) => ({ ...commit, title: titleOf(commit.item) })),
      interactions: items.flatMap(([item, { cmi }]) =>
        interactionsOf(cmi).map((one): Interaction & Lesson => ({
          ...one,
          ...lesson(item, titleOf),
        })),
      ),
      objectives: items.flatMap(([item, { cmi }]) =>
        objectivesOf(cmi).map((one): ObjectiveRecord & Lesson => ({
          ...one,
          ...lesson(item, titleOf),
        })),
      ),
      times: items.map(([item, { time = {} }]): LessonTime => {
        const visits = Object.values(time);
        const seconds = visits.reduce((sum, visit) => sum + visit, 0);
        return { item, title: titleOf(item), visits: visits.length, seconds };
      }),
    };
  });
}

type Lesson = { item: string; title: string };
const lesson = (item: string, titleOf: (item: string) => string) => ({
  item,
  title: titleOf(item),
});

export type Timeline = Awaited<ReturnType<typeof getTimeline>>;

/**
 * What support needs to follow a complaint, as JSON: launches, sequence numbers, hashes and sizes. No name, no answer, no text the content
 * stored. Throws not_found/unknown_attempt.
 */
export function getSupportBundle(actor: Actor, attemptId: string, now = new Date()) {
  return withActor(actor, async (db, fresh) => {
    const frame = await readFrame(db, fresh, attemptId);
    const { registrationId, number, startedAt, updatedAt, packageId, versionNumber } = frame;
    return {
      ...{ format: "breakwater-support-1", madeAt: now },
      attempt: { id: attemptId, registrationId, number, startedAt, updatedAt },
      package: {
        ...{ id: packageId, version: versionNumber },
        ...{ standard: frame.standard, contentHash: frame.contentHash },
      },
      launches: await readLaunches(db, attemptId),
      commits: await readCommits(db, attemptId),
    };
  });
}
