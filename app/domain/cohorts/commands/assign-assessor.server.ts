/** Assigning assessors to a cohort. Where anybody is assigned to a learner, only those mark that learner's practicals. */
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { forbidden, invalid, notFound } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { type ActorDb, enqueue, recordAudit, withActor } from "~/platform/db/doors.server";
import { whyNotAssign } from "../assessors";
import { type Assessor, listAssessors, listLearners } from "../assessors.server";
import { type CohortRecord, getCohort } from "../cohort.server";
import { assignmentChanged } from "../jobs";
import { canManageAcademy } from "../policy";

export type AssignmentInput = {
  cohortId: string;
  assessorIds: readonly string[];
  /** Null: everybody with a seat, also those who come later. */
  nominationIds: readonly string[] | null;
};

/**
 * Assigns each assessor to each learner; who is assigned already stays so. Throws not_found/unknown_cohort,
 * forbidden/may_not_assign, and invalid with assessor_missing, learner_missing, not_an_assessor_here, unknown_learner,
 * is_learner or direct_report (with both names); nothing is assigned then.
 */
export function assignAssessors(
  actor: Actor,
  input: AssignmentInput,
  clock: Clock = systemClock,
): Promise<{ added: number }> {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getCohort(db, input.cohortId, clock.now());
    if (!canManageAcademy(fresh, cohort)) throw forbidden("may_not_assign");
    const chosen = await chosenAssessors(db, cohort, input.assessorIds);
    if (input.nominationIds)
      await assertAssignable(db, input.cohortId, chosen, input.nominationIds);
    let added = 0;
    for (const assessor of chosen) {
      const ids: string[] = [];
      for (const nominationId of input.nominationIds ?? [null])
        ids.push(...(await assign(db, fresh, cohort, { assessor, nominationId }, clock.now())));
      if (ids.length > 0) await leaveWord(db, fresh, cohort, assessor.personId, ids, false);
      added += ids.length;
    }
    if (added > 0) await audit(db, "assessors-assigned", cohort, { added });
    return { added };
  });
}

async function chosenAssessors(
  db: ActorDb,
  cohort: CohortRecord,
  wanted: readonly string[],
): Promise<Assessor[]> {
  if (wanted.length === 0) throw invalid("assessor_missing", { field: "assessorIds" });
  const known = await listAssessors(db, cohort.organisationId);
  return wanted.map((id) => {
    const found = known.find((assessor) => assessor.personId === id);
    if (!found) throw invalid("not_an_assessor_here", { field: "assessorIds" });
    return found;
  });
}

async function assertAssignable(
  db: ActorDb,
  cohortId: string,
  assessors: readonly Assessor[],
  nominationIds: readonly string[],
): Promise<void> {
  if (nominationIds.length === 0) throw invalid("learner_missing", { field: "nominationIds" });
  const learners = await listLearners(db, cohortId);
  for (const id of nominationIds) {
    const learner = learners.find(({ nominationId }) => nominationId === id);
    if (!learner) throw invalid("unknown_learner", { field: "nominationIds" });
    for (const { personId, fullName: assessor } of assessors) {
      const why = whyNotAssign(personId, learner);
      if (why) throw invalid(why, { field: "nominationIds", assessor, learner: learner.fullName });
    }
  }
}

/** The id of the new row; none where the same assignment is live. */
async function assign(
  db: ActorDb,
  actor: Actor,
  { id: cohortId, organisationId }: CohortRecord,
  { assessor, nominationId }: { assessor: Assessor; nominationId: string | null },
  now: Date,
): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    insert into assessor_assignment (id, cohort_id, organisation_id, nomination_id, assessor_id, name, assigned_by, assigned_at)
    values (${newId()}::uuid, ${cohortId}::uuid, ${organisationId}::uuid, ${nominationId}::uuid, ${assessor.personId}::uuid,
      ${assessor.fullName}, ${actor.personId}::uuid, ${now})
    on conflict do nothing returning id::text as id`;
  return rows.map(({ id }) => id);
}

/** The assessor is told by the worker; nobody is told what they did themselves. */
async function leaveWord(
  db: ActorDb,
  actor: Actor,
  { id: cohortId, academyCountry: country }: CohortRecord,
  assessorId: string,
  assignmentIds: readonly string[],
  ended: boolean,
): Promise<void> {
  if (assessorId === actor.personId) return;
  const payload = { cohortId, assessorId, assignmentIds, ended };
  await enqueue(db, { topic: assignmentChanged, payload, country, personId: assessorId });
}

/** Ends an assignment; what the assessor has signed stays. Ending it twice changes nothing. Throws forbidden/may_not_assign, not_found. */
export function endAssignment(
  actor: Actor,
  { cohortId, assignmentId }: { cohortId: string; assignmentId: string },
  clock: Clock = systemClock,
): Promise<void> {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getCohort(db, cohortId, clock.now());
    if (!canManageAcademy(fresh, cohort)) throw forbidden("may_not_assign");
    const found = await db.assessorAssignment.findUnique({ where: { id: assignmentId, cohortId } });
    if (!found) throw notFound("unknown_assignment");
    if (found.endedAt) return;
    await db.assessorAssignment.update({
      where: { id: assignmentId },
      data: { endedAt: clock.now() },
    });
    await leaveWord(db, fresh, cohort, found.assessorId, [assignmentId], true);
    await audit(db, "assessor-unassigned", cohort, { assignmentId });
  });
}

const audit = (
  db: ActorDb,
  what: "assessors-assigned" | "assessor-unassigned",
  cohort: CohortRecord,
  details: Record<string, string | number>,
) =>
  recordAudit(db, {
    action: `cohort.${what}`,
    subjectKind: "cohort",
    subjectId: cohort.id,
    country: cohort.academyCountry,
    details,
  });
