/** Checking what content claims about a finished attempt, and answering the doubts about it. */
import type { Actor } from "~/domain/kernel/actor";
import { conflict, forbidden, notFound } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { launchable, type Organization } from "~/domain/packages/schema";
import {
  type ActorDb,
  enqueue,
  recordAudit,
  withActor,
  withJob,
  withoutActor,
} from "~/platform/db/doors.server";
import { inForce } from "../attempts";
import { completeFinishedModule } from "../commands.server";
import { completionWithdrawn } from "../jobs";
import { type ClaimedCommit, doubtsAbout, type Evidence } from "../plausibility";
import { readTries } from "../tries.server";
import { openByStaff, readTaughtTries } from "./attempts.server";

type Finished = {
  personId: string;
  country: string;
  branch: string;
  minutes: number | null;
  standard: "1.2" | "2004";
  versionId: string;
  isCarried: boolean;
  organizations: Organization[];
  assuranceBefore: string | null;
};

/** For the worker: checks a finished attempt; again when it has changed since. What was tried out by staff claims nothing. */
export const checkClaimAfter = (
  outboxId: string,
  attemptId: string,
  now = new Date(),
): Promise<void> =>
  withJob(outboxId, async (db) => {
    const [finished] = await db.$queryRaw<Finished[]>`
      select a.person_id as "personId", a.country, a.branch, m.minutes, v.standard, v.id as "versionId", v.tree -> 'organizations' as organizations,
        exists (select 1 from attempt_opening o where o.attempt_id = a.id and o.cause = 'moved') as "isCarried",
        (select k.assurance from claim_check k where k.attempt_id = a.id) as "assuranceBefore"
      from attempt a join registration r on r.id = a.registration_id join package_version v on v.id = r.package_version_id
        join module m on m.id = r.module_id
      where a.id = ${attemptId}::uuid`;
    if (!finished) return;
    const doubts = doubtsAbout(await readEvidence(db, attemptId, finished));
    const assurance = doubts.length === 0 ? "C1" : "C0";
    const { personId, country, branch } = finished;
    const checked = { doubts, assurance, checkedAt: now };
    await db.claimCheck.upsert({
      where: { attemptId },
      create: { attemptId, personId, country, branch, ...checked },
      update: checked,
    });
    if (assurance === finished.assuranceBefore) return;
    await recordAudit(db, {
      ...{ action: "attempt.checked", subjectKind: "attempt", subjectId: attemptId, country },
      details: { assurance, flags: doubts.map(({ flag }) => flag) },
    });
  });

async function readEvidence(
  db: ActorDb,
  attemptId: string,
  { minutes, standard, versionId, isCarried, organizations }: Finished,
): Promise<Evidence> {
  const commits = await db.$queryRaw<ClaimedCommit[]>`
    select c.item, c.epoch, c.visit, c.seconds, l.opened_at as "openedAt", c.received_at as "receivedAt",
      c.item_state ->> 'completion' as completion, c.item_state ->> 'success' as success,
      (c.item_state ->> 'scoreScaled')::float8 as "scoreScaled", (c.item_state -> 'cmi') - 'cmi.suspend_data' as cmi
    from commit_record c join launch l on l.attempt_id = c.attempt_id and l.epoch = c.epoch
    where c.attempt_id = ${attemptId}::uuid and not c.set_aside order by c.received_at, c.epoch, c.sequence`;
  const answered = await db.$queryRaw<{ activity: string }[]>`
    select activity from app.activities_with_answers(${versionId}::uuid)`;
  const activities = organizations.flatMap((organization) => launchable(organization.activities));
  return {
    ...{ minutes, standard, isCarried, activities, commits },
    withAnswers: answered.map(({ activity }) => activity),
  };
}

export type ClaimAnswer = { decision: "accepted" | "rejected"; reason: string };

/**
 * Those who teach the learner accept a doubted result, or reject it: then it counts for nothing, a completion that rested on it is taken back
 * unless another attempt carries it, and a fresh attempt is open. Throws not_found/{unknown_attempt, unknown_registration},
 * forbidden/not_teaching, conflict/nothing_to_decide.
 */
export function decideClaim(
  actor: Actor,
  attemptId: string,
  { decision, reason }: ClaimAnswer,
): Promise<{ registrationId: string }> {
  return withActor(actor, async (db, fresh) => {
    const [claim] = await db.$queryRaw<{ registrationId: string; open: boolean }[]>`
      select a.registration_id as "registrationId", c.assurance = 'C0' and not exists (select 1 from claim_decision d
        where d.attempt_id = a.id and (d.doubts = c.doubts or d.decision = 'rejected')) as open
      from attempt a join claim_check c on c.attempt_id = a.id where a.id = ${attemptId}::uuid`;
    if (!claim) throw notFound("unknown_attempt");
    const tried = await readTaughtTries(db, fresh, claim.registrationId);
    if (tried.personId === fresh.personId) throw forbidden("not_teaching");
    if (!claim.open) throw conflict("nothing_to_decide");
    const id = newId();
    const [row] = await db.$queryRaw<{ withdrawn: boolean }[]>`
      select app.decide_claim(${id}::uuid, ${attemptId}::uuid, ${decision}, ${reason}) as withdrawn`;
    await recordAudit(db, {
      ...{ action: `attempt.claim-${decision}`, subjectKind: "attempt", subjectId: attemptId },
      ...{ country: tried.country, details: { decisionId: id } },
    });
    if (decision === "rejected") await afterRejection(db, claim.registrationId, attemptId, reason);
    if (row?.withdrawn) await leaveWord(db, tried, attemptId);
    return { registrationId: claim.registrationId };
  });
}

async function afterRejection(
  db: ActorDb,
  registrationId: string,
  attemptId: string,
  reason: string,
): Promise<void> {
  const tried = await readTries(db, registrationId);
  const other = inForce(tried.tries).find(({ completion }) => completion === "completed");
  if (other) await completeFinishedModule(db, other.id);
  if (tried.tries.at(-1)?.id === attemptId) await openByStaff(db, tried, "rejected", reason);
}

/** Whoever built on the completion looks again; where another attempt has completed the module meanwhile, they find nothing to do. */
async function leaveWord(
  db: ActorDb,
  { enrolmentId, moduleId, country, personId }: Awaited<ReturnType<typeof readTries>>,
  attemptId: string,
): Promise<void> {
  const payload = { attemptId, enrolmentId, moduleId };
  await enqueue(db, { topic: completionWithdrawn, payload, country, personId });
}

/** Has finished attempts checked again that changed within the last month. */
export const spreadChangedClaims = (now = new Date()): Promise<number> =>
  withoutActor("claims that have changed since", async (db) => {
    const since = new Date(now.getTime() - 30 * 86_400_000);
    const [row] = await db.$queryRaw<
      { n: number }[]
    >`select app.spread_changed_claims(${since}) as n`;
    return row?.n ?? 0;
  });
