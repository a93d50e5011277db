/**
 * What a package change means for one learner, who is the job's person. Both jobs look for what is left to do, so that running twice does
 * nothing twice. Somebody who has saved within the last half hour is in the middle of a lesson and is left for the next run.
 */
import { newId } from "~/domain/kernel/ids";
import { writeMessage } from "~/domain/notifications/commands/write-message.server";
import {
  carryItems,
  readVersionMatch,
  type VersionMatch,
} from "~/domain/packages/queries/version-match.server";
import { type ActorDb, recordAudit, withJob } from "~/platform/db/doors.server";
import { completeFinishedModule, register } from "../commands.server";
import type { AttemptState } from "../schema";

type Change = {
  id: string;
  moduleId: string;
  module: string;
  toVersionId: string;
  choice: "move" | "restart";
  reason: string;
};
type InFlight = {
  registrationId: string;
  packageVersionId: string;
  enrolmentId: string;
  personId: string;
  country: string;
  branch: string;
  number: number;
  state: AttemptState;
};

/** Moves or restarts the job's person. */
export const changePackageAfter = (
  outboxId: string,
  changeId: string,
  now = new Date(),
): Promise<void> =>
  withJob(outboxId, async (db) => {
    const [change] = await db.$queryRaw<Change[]>`
      select c.id, c.module_id as "moduleId", m.title as module, c.to_version_id as "toVersionId", c.choice, c.reason
      from package_change c join module m on m.id = c.module_id where c.id = ${changeId}::uuid and c.undone_at is null and c.choice <> 'finish'`;
    if (!change) return;
    for (const learner of await listInFlight(db, change, now)) {
      const versions = { from: learner.packageVersionId, to: change.toVersionId };
      await takeAlong(db, change, learner, await readVersionMatch(db, versions), now);
    }
  });

/** Locked, so that a commit that is on its way is either carried or comes after, to the attempt it was made in. */
const listInFlight = (db: ActorDb, { moduleId, toVersionId }: Change, now: Date) =>
  db.$queryRaw<InFlight[]>`
    select r.id as "registrationId", r.package_version_id as "packageVersionId", r.enrolment_id as "enrolmentId", r.person_id as "personId",
      r.country, r.branch, a.number, a.state
    from registration r join attempt a on a.registration_id = r.id
    where r.person_id = app.actor_person() and r.module_id = ${moduleId}::uuid and r.package_version_id <> ${toVersionId}::uuid and r.ended_at is null
      and a.number = (select max(t.number) from attempt t where t.registration_id = r.id)
      and (a.updated_at < ${new Date(now.getTime() - 30 * 60_000)} or a.state -> 'items' = '{}')
      and not exists (select 1 from module_completion k where k.enrolment_id = r.enrolment_id and k.module_id = r.module_id)
    order by r.id for update of r, a`;

async function takeAlong(
  db: ActorDb,
  change: Change,
  learner: InFlight,
  match: VersionMatch,
  now: Date,
): Promise<void> {
  const { registrationId, enrolmentId, personId, country, branch } = learner;
  const { items, dropped } = carryItems(learner.state.items, match);
  const isMove = change.choice === "move";
  const cause = isMove ? "moved" : "restarted";
  const attemptId = newId();
  await db.registration.update({ where: { id: registrationId }, data: { endedAt: now } });
  const newRegistrationId = await register(
    db,
    {
      ...{ enrolmentId, moduleId: change.moduleId, personId, country, branch },
      packageVersionId: change.toVersionId,
    },
    { id: attemptId, ...(isMove && { number: learner.number, state: { items } }) },
  );
  await db.attemptOpening.create({
    data: {
      ...{ attemptId, registrationId: newRegistrationId, personId, country, branch, cause },
      reason: change.reason,
    },
  });
  await db.packageChangeStep.create({
    data: {
      ...{ changeId: change.id, registrationId, newRegistrationId, personId, country, branch },
      carried: isMove ? Object.keys(items).length : 0,
      dropped: isMove ? Object.keys(dropped).length : Object.keys(learner.state.items).length,
    },
  });
  await completeFinishedModule(db, attemptId); // what was missing may be gone with the old version
  await tell(db, change, { personId, country, registrationId: newRegistrationId }, cause);
}

async function tell(
  db: ActorDb,
  change: Pick<Change, "id" | "module" | "reason">,
  learner: { personId: string; country: string; registrationId: string },
  what: "moved" | "restarted" | "undone",
): Promise<void> {
  const { personId, country, registrationId } = learner;
  await recordAudit(db, {
    ...{ action: `registration.version-${what}`, subjectKind: "registration" },
    ...{ subjectId: registrationId, country, details: { changeId: change.id } },
  });
  await writeMessage(db, {
    ...{ cause: `${change.id} ${registrationId}`, personId, kind: `version-${what}` },
    values: {
      ...{ what: change.module, reason: change.reason },
      link: `/learn/${registrationId}/attempts`,
    },
  });
}

type Step = {
  registrationId: string;
  newRegistrationId: string;
  personId: string;
  country: string;
  module: string;
  reason: string;
};

/** Whoever has saved nothing in the new version goes back to where they were; the others go on in it. */
export const undoPackageChangeAfter = (
  outboxId: string,
  changeId: string,
  now = new Date(),
): Promise<void> =>
  withJob(outboxId, async (db) => {
    const steps = await db.$queryRaw<Step[]>`
      select s.registration_id as "registrationId", s.new_registration_id as "newRegistrationId", s.person_id as "personId", s.country,
        m.title as module, c.reason
      from package_change_step s join package_change c on c.id = s.change_id join module m on m.id = c.module_id
        join registration r on r.id = s.new_registration_id
      where s.person_id = app.actor_person() and s.change_id = ${changeId}::uuid and c.undone_at is not null and s.undone_at is null and r.ended_at is null
        and not exists (select 1 from attempt a join commit_record k on k.attempt_id = a.id where a.registration_id = r.id)
      order by s.registration_id for update of s, r`;
    for (const step of steps) {
      const { registrationId, newRegistrationId, personId, country } = step;
      await db.registration.update({ where: { id: newRegistrationId }, data: { endedAt: now } });
      await db.registration.update({ where: { id: registrationId }, data: { endedAt: null } });
      await db.packageChangeStep.update({
        where: { changeId_registrationId: { changeId, registrationId } },
        data: { undoneAt: now },
      });
      await tell(db, { ...step, id: changeId }, { personId, country, registrationId }, "undone");
    }
  });
