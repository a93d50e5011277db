/**
 * Putting somebody forward: by a form, a roster, a transfer or for oneself. The rule to know: within a cohort an e-mail is one
 * nomination per country and branch; the same nominee again answers it and changes only what differs. What another country has
 * put forward is neither seen nor hinted at.
 */
import { sortName } from "~/domain/identity/commands.server";
import type { Actor } from "~/domain/kernel/actor";
import { conflict, forbidden, invalid } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { type ActorDb, enqueue, recordAudit } from "~/platform/db/doors.server";
import { invite } from "./advance.server";
import { beginNomination, openSteps } from "./begin-nomination.server";
import type { CohortRecord } from "./cohort.server";
import { isPast } from "./deadlines";
import { nominationMade } from "./jobs";
import { getNomination, type NominationRecord } from "./nomination.server";
import {
  assertEligible,
  assertSound,
  type Facts,
  type Nominee,
  readFacts,
} from "./nominee-facts.server";
import { canManageAcademy, canNominate } from "./policy";
import type { NominationSource, NominationStatus } from "./schema";
import { settle } from "./settle.server";
import { takesNominations } from "./state";

export type { Nominee };

/** `carried`: who it is and the yeses it had come along from another cohort. */
type Options = {
  source: NominationSource;
  now: Date;
  carried?: { personId: string | null; approved: boolean };
};
export type Added = {
  nominationId: string;
  status: NominationStatus;
  outcome: "added" | "changed" | "unchanged";
};

/**
 * Idempotent per cohort and e-mail: the same nominee again changes only what differs, and a person who withdrew is asked for
 * again unless a roster says so. Throws forbidden/may_not_nominate, conflict with cohort_takes_nobody or nominations_closed,
 * invalid with not_eligible_profession, not_eligible_country, not_eligible_prerequisite, unknown_profession,
 * profession_of_other_branch, unknown_employer, employer_elsewhere, line_manager_missing, own_line_manager and nominated_elsewhere.
 */
export async function addNomination(
  db: ActorDb,
  actor: Actor,
  cohort: CohortRecord,
  nominee: Nominee,
  options: Options,
): Promise<Added> {
  const facts = await readFacts(db, actor, cohort, nominee);
  assertNominator(actor, cohort, nominee, facts, options.source);
  if (facts.existing) return again(db, actor, cohort, facts.existing, nominee, facts, options);
  assertOpen(actor, cohort, nominee.country);
  assertSound(cohort, nominee, facts, options.source);
  assertEligible(cohort, nominee, facts.held);
  const added = await insert(db, actor, cohort, nominee, facts, options);
  if (added) return added;
  // somebody else was quicker with the same nominee
  const now = await readFacts(db, actor, cohort, nominee);
  if (!now.existing) throw conflict("nominated_meanwhile");
  return again(db, actor, cohort, now.existing, nominee, now, options);
}

function assertNominator(
  actor: Actor,
  cohort: CohortRecord,
  nominee: Nominee,
  { personId }: Facts,
  source: NominationSource,
): void {
  const may = source === "self" ? personId === actor.personId : canNominate(actor, cohort, nominee);
  if (!may) throw forbidden("may_not_nominate");
}

/** The academy itself may still add people after the closing day. */
function assertOpen(actor: Actor, cohort: CohortRecord, country: string): void {
  if (!takesNominations(cohort.state)) throw conflict("cohort_takes_nobody");
  if (canManageAcademy(actor, cohort)) return;
  if (isPast(cohort, "nominationsCloseOn", country, cohort.today))
    throw conflict("nominations_closed", { on: cohort.nominationsCloseOn });
}

async function insert(
  db: ActorDb,
  actor: Actor,
  cohort: CohortRecord,
  nominee: Nominee,
  facts: Facts,
  { source, now, carried }: Options,
): Promise<Added | null> {
  const id = newId();
  const personId = carried?.personId ?? facts.personId;
  const waits = !carried?.approved && openSteps(actor, cohort, { ...nominee, source }).length > 0;
  const { fullName, email, country, branch, professionKey, employerId, sex } = nominee;
  const inserted = await db.$executeRaw`
    insert into nomination (id, cohort_id, organisation_id, person_id, country, branch, full_name, sort_name, email, profession_key, employer_id,
      sex, line_manager_email, priority, note, source, status, status_at, nominated_by, nominated_at)
    values (${id}::uuid, ${cohort.id}::uuid, ${cohort.organisationId}::uuid, ${personId}::uuid, ${country}, ${branch}, ${fullName}, ${sortName(fullName)},
      ${email}, ${professionKey}, ${employerId}::uuid, ${sex}, ${nominee.lineManagerEmail}, ${nominee.priority}, ${nominee.note}, ${source},
      ${waits ? "requested" : "approved"}, ${now}, ${actor.personId}::uuid, ${now})
    on conflict (cohort_id, country, branch, email) do nothing`;
  if (inserted === 0) return null;
  const record: NominationRecord = {
    ...{ ...nominee, id, personId, source, decisions: [], cohortId: cohort.id },
    organisationId: cohort.organisationId,
    status: waits ? "requested" : "approved",
  };
  await noteMade(db, cohort, record);
  return {
    nominationId: id,
    status: await beginNomination(db, actor, cohort, record, now),
    outcome: "added",
  };
}

async function noteMade(
  db: ActorDb,
  cohort: CohortRecord,
  { id, country, personId, status }: NominationRecord,
): Promise<void> {
  await recordAudit(db, {
    action: "nomination.made",
    subjectKind: "nomination",
    subjectId: id,
    country,
    details: { cohortId: cohort.id },
  });
  if (status === "requested")
    await enqueue(db, { topic: nominationMade, payload: { nominationId: id }, country, personId });
}

async function again(
  db: ActorDb,
  actor: Actor,
  cohort: CohortRecord,
  existing: NonNullable<Facts["existing"]>,
  nominee: Nominee,
  facts: Facts,
  { source, now, carried }: Options,
): Promise<Added> {
  if (existing.country !== nominee.country || existing.branch !== nominee.branch)
    throw invalid("nominated_elsewhere", { field: "email" });
  if (source !== "self") {
    assertSound(cohort, nominee, facts, source);
    assertEligible(cohort, nominee, null);
  }
  const changed = source !== "self" && (await correct(db, existing, nominee));
  const named = changed && !existing.employerId && nominee.employerId;
  if (named && PROMISED.includes(existing.status))
    await invite(db, { id: existing.id, country: nominee.country }, now);
  const outcome = changed ? "changed" : "unchanged";
  const left = existing.status === "withdrawn" || existing.status === "transferred";
  if (!left || source === "roster")
    return { nominationId: existing.id, status: existing.status, outcome };
  assertOpen(actor, cohort, nominee.country);
  const waits = !carried?.approved && openSteps(actor, cohort, { ...nominee, source }).length > 0;
  await settle(db, existing.id, waits ? "requested" : "approved", "asked_again");
  const reopened = await getNomination(db, existing.id);
  const status = await beginNomination(db, actor, cohort, reopened, now);
  return { nominationId: existing.id, status, outcome: "changed" };
}

/** Nobody is invited before everybody who must has agreed. */
const PROMISED: readonly NominationStatus[] = ["approved", "booked", "waitlisted"];

/** Writes what differs from what was said before; answers whether anything did. */
async function correct(
  db: ActorDb,
  { id, ...existing }: NonNullable<Facts["existing"]>,
  nominee: Nominee,
): Promise<boolean> {
  const { fullName, professionKey, employerId, sex, lineManagerEmail, priority, note } = nominee;
  const wanted = { fullName, professionKey, employerId, sex, lineManagerEmail, priority, note };
  if (Object.entries(wanted).every(([key, value]) => Object(existing)[key] === value)) return false;
  await db.nomination.updateMany({
    where: { id },
    data: { ...wanted, sortName: sortName(fullName) },
  });
  return true;
}
