/**
 * Moving people to another cohort of the same curriculum. The old nomination keeps its history and says where it went; the new
 * one starts with the approvals the old one had and asks for a seat like anybody else.
 */
import type { Actor } from "~/domain/kernel/actor";
import { conflict, forbidden, invalid } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { type CohortRecord, getCohort } from "../cohort.server";
import { getNomination, type NominationRecord } from "../nomination.server";
import { addNomination } from "../nominee.server";
import { canManageAcademy, canMove } from "../policy";
import type { NominationStatus } from "../schema";
import { settle } from "../settle.server";
import { type Changed, forEach } from "./withdraw-nominations.server";

type Target = { toCohortId: string; note: string };

/**
 * Throws not_found, forbidden with may_not_transfer or may_not_nominate, invalid with other_curriculum or same_cohort, conflict
 * with already_there or cannot_become, and as addNomination.
 */
export function transferNomination(
  actor: Actor,
  nominationId: string,
  target: Target,
  now = new Date(),
): Promise<{ toCohortId: string; status: NominationStatus }> {
  return withActor(actor, async (db, fresh) => {
    const nomination = await getNomination(db, nominationId);
    if (!canMove(fresh, nomination)) throw forbidden("may_not_transfer");
    const cohorts = await getBoth(db, nomination.cohortId, target.toCohortId, now);
    const status = await transfer(db, fresh, nomination, cohorts, target.note, now);
    return { toCohortId: target.toCohortId, status };
  });
}

/** Several of one cohort at once, by its academy. Answers where each stands in the other cohort, or why it stayed. */
export function transferFromRoster(
  actor: Actor,
  cohortId: string,
  { id: ids, toCohortId, note }: Target & { id: string[] },
  now = new Date(),
): Promise<Changed[]> {
  return withActor(actor, async (db, fresh) => {
    const cohorts = await getBoth(db, cohortId, toCohortId, now);
    if (!canManageAcademy(fresh, cohorts.from)) throw forbidden("not_your_cohort");
    return forEach(db, cohortId, ids, (nomination) =>
      transfer(db, fresh, nomination, cohorts, note, now),
    );
  });
}

type Both = { from: CohortRecord; to: CohortRecord };

async function getBoth(db: ActorDb, fromId: string, toId: string, now: Date): Promise<Both> {
  if (fromId === toId) throw invalid("same_cohort", { field: "toCohortId" });
  const from = await getCohort(db, fromId, now);
  const to = await getCohort(db, toId, now);
  if (from.curriculumKey !== to.curriculumKey)
    throw invalid("other_curriculum", { field: "toCohortId" });
  await db.$executeRaw`select app.lock_cohorts(${[fromId, toId]}::uuid[])`;
  return { from, to };
}

const ALIVE: NominationStatus[] = ["requested", "approved", "booked", "waitlisted"];
const isAlive = (status: NominationStatus) => ALIVE.includes(status);

async function transfer(
  db: ActorDb,
  actor: Actor,
  nomination: NominationRecord,
  { from, to }: Both,
  note: string,
  now: Date,
): Promise<NominationStatus> {
  if (!isAlive(nomination.status)) throw conflict("cannot_become", { wanted: "transferred" });
  const { personId, status } = nomination;
  const words = [to.code, note].filter(Boolean).join(": ");
  await settle(db, nomination.id, "transferred", "transferred", words);
  const added = await addNomination(db, actor, to, nomination, {
    ...{ source: "transfer", now },
    carried: { personId, approved: status !== "requested" },
  });
  if (added.outcome === "unchanged" || !isAlive(added.status))
    throw conflict("already_there", { cohort: to.title, from: from.title });
  return added.status;
}
