/** Drafts: only their academy sees them, and nobody is promised anything. */
import type { Actor } from "~/domain/kernel/actor";
import { today } from "~/domain/kernel/days";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { type Academy, cohortData, writeQuotas } from "../cohort-data.server";
import type { CohortInput, NewCohortInput } from "../lifecycle-input.server";
import { canManageAcademy } from "../policy";

type Origin = { copiedFromId?: string; isTemplate?: boolean };

/** Makes a draft of the academy. Throws not_found/unknown_academy, forbidden/not_academy_manager, invalid/… with its field. */
export function createCohort(
  actor: Actor,
  { organisationId, ...input }: NewCohortInput,
  now = new Date(),
): Promise<{ cohortId: string; code: string }> {
  return withActor(actor, async (db, fresh) => {
    const academy = await getAcademy(db, organisationId);
    if (!canManageAcademy(fresh, { organisationId })) throw forbidden("not_academy_manager");
    return insertCohort(db, fresh, academy, input, now);
  });
}

/** Writes a draft or a template, for commands that have decided that it may be. */
export async function insertCohort(
  db: ActorDb,
  actor: Actor,
  academy: Academy,
  input: CohortInput,
  now: Date,
  { copiedFromId, isTemplate = false }: Origin = {},
): Promise<{ cohortId: string; code: string }> {
  const { data, curriculumKey } = await cohortData(db, academy, input);
  const year = (input.startsOn ?? today(data.zone, now)).slice(0, 4);
  const prefix = `${curriculumKey}-${isTemplate ? "TEMPLATE" : year}`;
  const [next] = await db.$queryRaw<
    { code: string }[]
  >`select app.next_cohort_code(${prefix}) as code`;
  const cohortId = newId();
  const code = next?.code ?? cohortId;
  await db.cohort.create({
    data: {
      ...data,
      ...{ id: cohortId, code, organisationId: academy.id, isTemplate, copiedFromId },
      ...{ createdBy: actor.personId, createdAt: now },
    },
    select: { id: true },
  });
  await writeQuotas(db, { id: cohortId, organisationId: academy.id }, input.quotas);
  return { cohortId, code };
}

export async function getAcademy(db: ActorDb, organisationId: string): Promise<Academy> {
  const academy = await db.organisation.findUnique({
    where: { id: organisationId },
    select: { id: true, country: true, branch: true },
  });
  if (!academy) throw notFound("unknown_academy");
  return academy;
}
