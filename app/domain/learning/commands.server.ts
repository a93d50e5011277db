/** Enrolling, opening a module, launching, saving and completing. A learner's progress belongs to the learner: commands find it by person. */
import { createHmac } from "node:crypto";
import type { Actor } from "~/domain/kernel/actor";
import { conflict, notFound } from "~/domain/kernel/errors";
import { hashCapability, newCapability, newId } from "~/domain/kernel/ids";
import { endTrial } from "~/domain/packages/commands/trials.server";
import { readSettings } from "~/domain/packages/queries/settings.server";
import type { Organization } from "~/domain/packages/schema";
import { applyCommit, type CommitOutcome } from "~/platform/db/commits.server";
import { type ActorDb, enqueue, recordAudit, withActor, withJob } from "~/platform/db/doors.server";
import { deriveSecret } from "~/platform/env.server";
import { launchingOf, mayComplete, obstacleToAnother, standingOf } from "./attempts";
import { itemState, parseCmi } from "./cmi";
import { claimMade, moduleCompleted } from "./jobs";
import { isFinished, isOpened } from "./progress";
import type { AttemptState, CommitMessage, Launching, LaunchTicket } from "./schema";
import { readTries } from "./tries.server";

/** Enrols the actor in a curriculum that allows it. Enrolling twice answers the enrolment that is there. */
export function enrol(actor: Actor, curriculumVersionId: string): Promise<{ enrolmentId: string }> {
  return withActor(actor, async (db) => {
    const version = await db.curriculumVersion.findUnique({ where: { id: curriculumVersionId } });
    if (version?.status !== "published") throw notFound("unknown_curriculum");
    if (!version.selfEnrolment) throw conflict("not_self_enrolment");
    const live = await db.enrolment.findFirst({
      where: { personId: actor.personId, curriculumVersionId, withdrawnAt: null },
    });
    if (live) return { enrolmentId: live.id };
    const { country, branch } = await db.person.findUniqueOrThrow({
      where: { id: actor.personId },
    });
    const enrolmentId = newId();
    await db.enrolment.create({
      data: { id: enrolmentId, personId: actor.personId, curriculumVersionId, country, branch },
    });
    await recordAudit(db, {
      action: "learner.enrolled",
      subjectKind: "enrolment",
      subjectId: enrolmentId,
      country,
    });
    return { enrolmentId };
  });
}

/** Withdraws; what was learned stays. */
export function withdraw(actor: Actor, enrolmentId: string): Promise<void> {
  return withActor(actor, async (db) => {
    const enrolment = await ownEnrolment(db, actor, enrolmentId);
    await db.enrolment.update({ where: { id: enrolmentId }, data: { withdrawnAt: new Date() } });
    await recordAudit(db, {
      action: "learner.withdrew",
      subjectKind: "enrolment",
      subjectId: enrolmentId,
      country: enrolment.country,
    });
  });
}

async function ownEnrolment(db: ActorDb, actor: Actor, enrolmentId: string) {
  const enrolment = await db.enrolment.findFirst({
    where: { id: enrolmentId, personId: actor.personId, withdrawnAt: null },
  });
  if (!enrolment) throw notFound("unknown_enrolment");
  return enrolment;
}

/** The registration for a module of an enrolment, made when missing. Throws conflict/module_without_package, conflict/not_self_paced. */
export function openModule(
  actor: Actor,
  input: { enrolmentId: string; moduleId: string },
): Promise<{ registrationId: string }> {
  return withActor(actor, async (db) => {
    const enrolment = await ownEnrolment(db, actor, input.enrolmentId);
    const known = await db.registration.findFirst({
      where: { ...input, endedAt: null },
      select: { id: true },
    });
    if (known) return { registrationId: known.id };
    const module = await db.module.findFirst({
      where: { id: input.moduleId, curriculumVersionId: enrolment.curriculumVersionId },
    });
    if (!module) throw notFound("unknown_module");
    if (module.kind !== "self_paced") throw conflict("not_self_paced");
    const variant = await db.moduleVariant.findFirst({
      where: { moduleId: module.id, packageVersionId: { not: null } },
    });
    if (!variant?.packageVersionId) throw conflict("module_without_package");
    const { personId, country, branch } = enrolment;
    const registrationId = await register(db, {
      ...{ ...input, personId, country, branch },
      packageVersionId: variant.packageVersionId,
    });
    return { registrationId };
  });
}

/** For this area: a registration with its first attempt, an empty one unless it goes on with what was done before. */
export async function register(
  db: ActorDb,
  input: {
    enrolmentId?: string;
    moduleId?: string;
    personId: string;
    packageVersionId: string;
    country: string;
    branch: string;
  },
  begunWith: { id?: string; number?: number; state?: AttemptState } = {},
): Promise<string> {
  const id = newId();
  const { personId, country, branch } = input;
  await db.registration.create({
    data: {
      ...input,
      id,
      contentLabel: newCapability(),
      contentCapabilityHash: hashCapability(contentCapability(id)),
    },
  });
  const attempt = { id: newId(), registrationId: id, personId, country, branch, number: 1 };
  await db.attempt.create({ data: { ...attempt, ...begunWith } });
  return id;
}

const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

/** The read capability of a registration's content: derived, so that it stays the same between launches and is stored only hashed. */
export const contentCapability = (registrationId: string): string =>
  capabilityOf("content", registrationId);

/** What a launch saves with: derived too, so that its person gets it again when a device has forgotten it. */
export const launchToken = (launchId: string): string => capabilityOf("launch", launchId);

function capabilityOf(purpose: string, id: string): string {
  const bytes = createHmac("sha256", deriveSecret(purpose)).update(id).digest();
  return Array.from(bytes.subarray(0, 26), (byte) => BASE32[byte & 31]).join("");
}

type LaunchWish = {
  /** Null: as the attempt stands, an ended one for review. */
  mode?: Launching | null;
  /** An earlier attempt of the registration, to look at again. */
  attemptId?: string | null;
};

type Opened = {
  id: string;
  epoch: number;
  state: AttemptState;
  sequencing: string | null;
  country: string;
  branch: string;
  enrolmentId: string | null;
  organizations: Organization[];
};

/**
 * Opens the player once more. A normal launch takes a new epoch, which from now on is the one whose commits apply; a launch for review or
 * browsing has no token, so that nothing of it can be saved. Throws not_found/{unknown_registration, unknown_attempt}.
 */
export function launch(
  actor: Actor,
  registrationId: string,
  { mode = null, attemptId = null }: LaunchWish = {},
): Promise<LaunchTicket> {
  return withActor(actor, async (db) => {
    const attempts = await db.$queryRaw<Opened[]>`
      select a.id, a.epoch, a.state, a.sequencing, a.country, a.branch, v.tree -> 'organizations' as organizations,
        r.enrolment_id as "enrolmentId"
      from registration r join attempt a on a.registration_id = r.id join package_version v on v.id = r.package_version_id
      where r.id = ${registrationId}::uuid and r.person_id = ${actor.personId}::uuid and r.ended_at is null order by a.number desc`;
    const [newest] = attempts;
    if (!newest) throw notFound("unknown_registration");
    const attempt = attemptId ? attempts.find(({ id }) => id === attemptId) : newest;
    if (!attempt) throw notFound("unknown_attempt");
    const wish = attempt === newest ? mode : (mode ?? "review");
    const standing = standingOf(attempt.organizations, attempt.state);
    const opening = attempt === newest ? launchingOf(standing, wish) : withoutResults(wish);
    const objectives = newest.enrolmentId ? await sharedObjectives(db, actor.personId) : {};
    if (opening === "normal") return launchToLearn(db, actor, attempt.id, objectives);
    const ticket = await launchToLook(db, actor, attempt, opening, objectives);
    const mayBeginAnother =
      newest.enrolmentId !== null && (await isAnotherOpen(db, registrationId));
    return { ...ticket, mayBeginAnother };
  });
}

async function isAnotherOpen(db: ActorDb, registrationId: string): Promise<boolean> {
  const { tries, policy } = await readTries(db, registrationId);
  return obstacleToAnother(tries, policy) === null;
}

const withoutResults = (wish: Launching | null): Launching =>
  wish === "browse" ? "browse" : "review";

async function launchToLearn(
  db: ActorDb,
  actor: Actor,
  id: string,
  objectives: Record<string, string>,
): Promise<LaunchTicket> {
  const [attempt] = await db.$queryRaw<Omit<Opened, "organizations" | "enrolmentId">[]>`
    update attempt set epoch = epoch + 1 where id = ${id}::uuid returning id, epoch, state, sequencing, country, branch`;
  if (!attempt) throw notFound("unknown_registration");
  const launchId = newId();
  const token = launchToken(launchId);
  const { id: attemptId, epoch, country, branch } = attempt;
  const state = withSequencing(attempt);
  const tokenHash = hashCapability(token);
  const { personId } = actor;
  await db.launch.create({
    data: { id: launchId, attemptId, personId, country, branch, epoch, tokenHash },
  });
  const credit = { mode: "normal", credit: "credit", mayBeginAnother: false } as const;
  return { attemptId, epoch, token, state, objectives, ...credit };
}

/** Recorded like every launch, with neither token nor epoch. Browsing begins as if nothing had been done. */
async function launchToLook(
  db: ActorDb,
  { personId }: Actor,
  attempt: Opened,
  mode: Launching,
  objectives: Record<string, string>,
): Promise<Omit<LaunchTicket, "mayBeginAnother">> {
  const { id: attemptId, epoch, country, branch } = attempt;
  await db.launch.create({ data: { id: newId(), attemptId, personId, country, branch, mode } });
  return {
    ...{ attemptId, epoch, token: "", mode, credit: "no-credit" },
    ...(mode === "browse"
      ? { state: { items: {} }, objectives: {} }
      : { state: withSequencing(attempt), objectives }),
  };
}

const withSequencing = ({ state, sequencing }: Pick<Opened, "state" | "sequencing">) => ({
  ...state,
  ...(sequencing !== null && { sequencing }),
});

/** The person's global objectives; what staff try out neither reads nor writes them. */
async function sharedObjectives(db: ActorDb, personId: string): Promise<Record<string, string>> {
  const shared = await db.globalObjective.findMany({
    where: { personId },
    select: { objective: true, value: true },
  });
  return Object.fromEntries(shared.map(({ objective, value }) => [objective, value]));
}

/** Saves run-time data durably; the answer means it is on disk. Throws invalid for elements or sizes that cannot be stored. */
export async function saveCommit(actor: Actor, message: CommitMessage): Promise<CommitOutcome> {
  const state = itemState(parseCmi(message.cmi), message.viewed);
  const { sequence, mark, item, visit, seconds, sequencing, objectives, course } = message;
  const answer = await applyCommit({
    personId: actor.personId,
    tokenHash: hashCapability(message.token),
    ...{ sequence, mark: mark ?? sequence, item, visit, seconds },
    itemState: state,
    ...{ sequencing, objectives, course },
  });
  if (answer.outcome === "applied" && answer.finished) {
    await withActor(actor, (db) => completeFinishedModule(db, answer.attemptId));
  }
  return answer;
}

/** For the worker: the same completion, should the process have died between the commit and its consequence. */
export const completeAfterItem = (outboxId: string, attemptId: string): Promise<void> =>
  withJob(outboxId, (db) => completeFinishedModule(db, attemptId));

/** For this area: completes the module of an attempt that has finished it, where that attempt may. */
export async function completeFinishedModule(db: ActorDb, attemptId: string): Promise<void> {
  const [row] = await db.$queryRaw<
    {
      registrationId: string;
      enrolmentId: string | null;
      moduleId: string | null;
      state: AttemptState;
      packageVersionId: string;
      organizations: Organization[];
    }[]
  >`
    select r.id as "registrationId", r.package_version_id as "packageVersionId", r.enrolment_id as "enrolmentId", r.module_id as "moduleId", a.state, v.tree -> 'organizations' as organizations
    from attempt a join registration r on r.id = a.registration_id join package_version v on v.id = r.package_version_id
    where a.id = ${attemptId}::uuid`;
  if (!row) return;
  const { enrolmentId, moduleId, registrationId, organizations, state } = row;
  if (!enrolmentId || !moduleId)
    return endTrial(db, registrationId, isFinished(organizations, state));
  const { completion } = await readSettings(db, row);
  if (completion === "instructor") return;
  if (completion === "viewed") {
    if (!isOpened(organizations, state)) return;
  } else {
    if (!isFinished(organizations, state)) return;
    const { tries, policy, country, personId } = await readTries(db, registrationId);
    await enqueue(db, { topic: claimMade, payload: { attemptId }, country, personId });
    if (!mayComplete(tries, attemptId, policy.counts)) return;
  }
  await completeModule(db, { enrolmentId, moduleId, cause: "content", attemptId });
}

/** Marks a module complete, once; certification hears of it through the outbox. For this area and those above, in their transaction. */
export async function completeModule(
  db: ActorDb,
  input: { enrolmentId: string; moduleId: string; cause: string; attemptId?: string },
): Promise<void> {
  const inserted = await db.$queryRaw<{ personId: string; country: string }[]>`
    select person_id as "personId", country
    from app.complete_module(${newId()}::uuid, ${input.enrolmentId}::uuid, ${input.moduleId}::uuid, ${input.cause},
      ${input.attemptId ?? null}::uuid)`;
  const [row] = inserted;
  if (!row) return;
  await recordAudit(db, {
    action: "module.completed",
    subjectKind: "enrolment",
    subjectId: input.enrolmentId,
    country: row.country,
    details: { moduleId: input.moduleId, cause: input.cause },
  });
  await enqueue(db, {
    topic: moduleCompleted,
    payload: { enrolmentId: input.enrolmentId, moduleId: input.moduleId },
    country: row.country,
    personId: row.personId,
  });
}
