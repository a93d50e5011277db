/** One nomination with its history, and what its reader may do with it. */
import type { Actor } from "~/domain/kernel/actor";
import { type Day, dayOf } from "~/domain/kernel/days";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { stepsNeeded, stepsOpen } from "../approval-steps";
import { type CohortRecord, getCohort } from "../cohort.server";
import { getNomination, type NominationRecord } from "../nomination.server";
import {
  canManageAcademy,
  canMove,
  canSeeNominations,
  canSeeRoster,
  canWithdraw,
  speaksFor,
} from "../policy";
import type { ApprovalStep, HistoryEntry, NominationStatus, QueuePlace } from "../schema";
import { promotesByItself } from "../waitlist";

export type DecisionEntry = {
  step: ApprovalStep;
  outcome: "approved" | "declined";
  by: string | null;
  note: string;
  at: string;
};
export type TransferTarget = {
  id: string;
  code: string;
  title: string;
  academy: string;
  startsOn: Day | null;
};

type Story = {
  profession: string;
  employer: string | null;
  countryName: string;
  nominator: string | null;
  history: HistoryEntry[];
  decisions: DecisionEntry[];
  queue: QueuePlace | null;
  invitedAt: Date | null;
};

/** Throws not_found/unknown_nomination for whoever may not see it. */
export function getNominationPage(actor: Actor, nominationId: string, now = new Date()) {
  return withActor(actor, async (db, fresh) => {
    const nomination = await getNomination(db, nominationId);
    const cohort = await getCohort(db, nomination.cohortId, now);
    const story = await readStory(db, nominationId);
    const open = stepsOpen(stepsNeeded(cohort, nomination), nomination.decisions);
    return {
      nomination: { ...nomination, ...story },
      cohort,
      waitsFor: nomination.status === "requested" ? open : [],
      own: nomination.personId === fresh.personId,
      ...rightsOf(fresh, cohort, nomination, open),
    };
  });
}

const ALIVE: NominationStatus[] = ["requested", "approved", "booked", "waitlisted"];

/** What the page offers; the commands decide again. */
function rightsOf(
  actor: Actor,
  cohort: CohortRecord,
  nomination: NominationRecord,
  open: ApprovalStep[],
) {
  const { status } = nomination;
  const alive = ALIVE.includes(status);
  const academy = canManageAcademy(actor, cohort);
  const asks = status === "requested" && open.includes("line_manager");
  return {
    mayWithdraw: alive && canWithdraw(actor, nomination),
    mayTransfer: alive && canMove(actor, nomination),
    mayDecline: academy && alive && status !== "booked",
    mayAskAgain: asks && nomination.lineManagerEmail !== null && canWithdraw(actor, nomination),
    mayDecide: status === "requested" && open.includes("ncpoc") && speaksFor(actor, nomination),
    mayPromote: academy && status === "waitlisted" && !promotesByItself(cohort),
    list: listFor(actor, nomination),
    pastCutoff: cohort.travelCutoffOn !== null && cohort.today > cohort.travelCutoffOn,
  };
}

/** The list somebody finds the nomination in; none for whoever it is about. */
function listFor(actor: Actor, nomination: NominationRecord): "roster" | "country" | null {
  if (canSeeRoster(actor, nomination)) return "roster";
  return canSeeNominations(actor, nomination.country) ? "country" : null;
}

async function readStory(db: ActorDb, nominationId: string): Promise<Story> {
  const [row] = await db.$queryRaw<[Story]>`
    select f.name as profession, e.name as employer, k.name as "countryName", b.full_name as nominator, i.invited_at as "invitedAt",
      (select jsonb_agg(jsonb_build_object('status', v.status, 'reason', v.reason, 'note', v.note, 'by', p.full_name, 'at', v.recorded_at) order by v.id)
        from nomination_event v left join person p on p.id = v.recorded_by where v.nomination_id = n.id) as history,
      (select coalesce(jsonb_agg(jsonb_build_object('step', a.step, 'outcome', a.outcome, 'by', coalesce(p.full_name, a.decided_email), 'note', a.note,
          'at', a.decided_at) order by a.decided_at), '[]')
        from nomination_approval a left join person p on p.id = a.decided_by where a.nomination_id = n.id) as decisions,
      (select jsonb_build_object('place', q.place, 'waiting', q.waiting) from app.place_in_queue(n.id) q) as queue
    from nomination n join profession f on f.key = n.profession_key join country k on k.iso2 = n.country
      left join organisation e on e.id = n.employer_id left join person b on b.id = n.nominated_by left join invitation i on i.id = n.invitation_id
    where n.id = ${nominationId}::uuid`;
  return row;
}

/** The nomination with the cohorts of the same curriculum it could move to. Throws not_found/unknown_nomination. */
export function getTransferPage(actor: Actor, nominationId: string, now = new Date()) {
  return withActor(actor, async (db, fresh) => {
    const nomination = await getNomination(db, nominationId);
    const cohort = await getCohort(db, nomination.cohortId, now);
    const mine = canManageAcademy(fresh, cohort) ? cohort.organisationId : null;
    return { nomination, cohort, targets: await listTargets(db, cohort, mine) };
  });
}

/** Cohorts of the same curriculum that still take people; an academy moves within its own, a contact point anywhere. */
export async function listTargets(
  db: ActorDb,
  cohort: CohortRecord,
  organisationId: string | null,
): Promise<TransferTarget[]> {
  const rows = await db.$queryRaw<(Omit<TransferTarget, "startsOn"> & { startsOn: Date | null })[]>`
    select c.id, c.code, c.title, o.name as academy, c.starts_on as "startsOn" from cohort c join organisation o on o.id = c.organisation_id
      join curriculum_version v on v.id = c.curriculum_version_id
    where v.curriculum_key = ${cohort.curriculumKey} and c.id <> ${cohort.id}::uuid and c.published_at is not null and not c.is_template
      and c.cancelled_at is null and c.closed_at is null and (c.ends_on is null or c.ends_on >= ${cohort.today}::date)
      and (${organisationId}::uuid is null or c.organisation_id = ${organisationId}::uuid) order by c.starts_on nulls last, c.code limit 100`;
  return rows.map(({ startsOn, ...row }) => ({ ...row, startsOn: startsOn && dayOf(startsOn) }));
}
