/** Who marks whom in a cohort, and why somebody cannot. */
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { forbidden } from "~/domain/kernel/errors";
import { withActor } from "~/platform/db/doors.server";
import { type Hindrance, whyNotAssign } from "../assessors";
import {
  type Assessor,
  type Assignment,
  listAssessors,
  listAssignments,
  listLearners,
  type NamedLearner,
} from "../assessors.server";
import { getCohort } from "../cohort.server";
import { canManageAcademy, canSeeRoster, cohortPages } from "../policy";
import type { CohortPage } from "../schema";

type Named = { assignmentId: string; assessorId: string; name: string };
export type LearnerRow = {
  nominationId: string;
  fullName: string;
  country: string;
  /** Assigned to this learner alone. */
  assigned: Named[];
  /** Assessors who cannot mark this learner, and why. */
  hindered: { name: string; why: Hindrance }[];
};
export type AssessorsView = {
  cohortId: string;
  title: string;
  code: string;
  mayAssign: boolean;
  pages: CohortPage[];
  assessors: Assessor[];
  everybody: Named[];
  learners: LearnerRow[];
};

/** Throws not_found/unknown_cohort, forbidden/not_your_academy. */
export function getAssessors(
  actor: Actor,
  cohortId: string,
  clock: Clock = systemClock,
): Promise<AssessorsView> {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getCohort(db, cohortId, clock.now());
    if (!canSeeRoster(fresh, cohort)) throw forbidden("not_your_academy");
    const assessors = await listAssessors(db, cohort.organisationId);
    const assignments = await listAssignments(db, cohortId);
    const named = (nominationId: string | null) =>
      assignments.filter((one) => one.nominationId === nominationId).map(nameOf);
    const learners = (await listLearners(db, cohortId)).map((learner) => ({
      ...rowOf(learner, assessors),
      assigned: named(learner.nominationId),
    }));
    const { title, code } = cohort;
    const mayAssign = canManageAcademy(fresh, cohort);
    const frame = { cohortId, title, code, mayAssign, pages: cohortPages(fresh, cohort) };
    return { ...frame, assessors, everybody: named(null), learners };
  });
}

const nameOf = ({ id: assignmentId, assessorId, name }: Assignment): Named => ({
  ...{ assignmentId, assessorId, name },
});

function rowOf(learner: NamedLearner, assessors: readonly Assessor[]) {
  const { nominationId, fullName, country } = learner;
  const hindered = assessors.flatMap(({ personId, fullName: name }) => {
    const why = whyNotAssign(personId, learner);
    return why ? [{ name, why }] : [];
  });
  return { nominationId, fullName, country, hindered };
}
