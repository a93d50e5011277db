/** What the worker tells people about nominations: the nominee where they stand, whoever must approve that they are asked. */
import type { Branch } from "~/domain/kernel/country";
import { dayOf } from "~/domain/kernel/days";
import { writeMessage } from "~/domain/notifications/commands/write-message.server";
import type { MessageValue, Recipient } from "~/domain/notifications/schema";
import { type ActorDb, withJob } from "~/platform/db/doors.server";
import { unseal } from "~/platform/sealing.server";
import { approvalDue } from "../approval-due.server";
import { stepsNeeded, stepsOpen } from "../approval-steps";
import { getNomination } from "../nomination.server";
import type { ApprovalStep, NominationStatus } from "../schema";

type Settled = {
  nominationId: string;
  status: NominationStatus;
  before: NominationStatus;
  reason: string;
};

/** Tells the nominee what became of the nomination. What one did oneself is not told. */
export const tellNominee = (outboxId: string, settled: Settled): Promise<void> =>
  withJob(outboxId, async (db) => {
    const subject = await readSubject(db, settled.nominationId);
    const kind = kindOf(settled, subject.status);
    if (!kind) return;
    await writeMessage(db, {
      ...subject.to,
      ...{ cause: outboxId, kind },
      values: { ...subject.values, reason: reasonOf(settled, subject.remark) },
    });
  });

type SettledKind =
  | "seat-booked"
  | "seat-promoted"
  | "waitlisted"
  | "nomination-approved"
  | "nomination-declined"
  | "nomination-withdrawn"
  | "cohort-cancelled";

/** An approval that led on to a seat in the same moment is told as the seat. */
function kindOf({ status, before, reason }: Settled, now: NominationStatus): SettledKind | null {
  switch (status) {
    case "booked":
      return before === "waitlisted" ? "seat-promoted" : "seat-booked";
    case "waitlisted":
      return "waitlisted";
    case "approved":
      return now === "approved" ? "nomination-approved" : null;
    case "declined":
      return "nomination-declined";
    case "withdrawn":
      return reason === "withdrawn_by_person" || reason === "double"
        ? null
        : "nomination-withdrawn";
    case "cancelled":
      return reason === "cohort_closed" ? "nomination-declined" : "cohort-cancelled";
    default:
      return null;
  }
}

/** Why, in our words, and what somebody wrote to it. */
function reasonOf({ reason }: Settled, remark: string): MessageValue {
  const why = { key: `nominations:reasons.${reason}` };
  return remark ? { key: "nominations:mail.reason", with: { why, remark } } : why;
}

/** Tells a known nominee that they were put forward, and the contact points whose yes is needed. */
export const tellApprovers = (outboxId: string, nominationId: string): Promise<void> =>
  withJob(outboxId, async (db) => {
    const nomination = await getNomination(db, nominationId);
    const { to, values, approvals, academyCountry, name } = await readSubject(db, nominationId);
    if (nomination.source !== "self")
      await writeMessage(db, { ...to, cause: outboxId, kind: "nomination-received", values });
    const needed = stepsNeeded({ approvals, academyCountry }, nomination);
    const open = stepsOpen(needed, nomination.decisions);
    if (nomination.status !== "requested" || !open.includes("ncpoc")) return;
    const link = `/country/${nomination.country}/nominations`;
    const due = values.starts;
    for (const personId of await contactPoints(db, nomination.country))
      await writeMessage(db, {
        ...{ personId, cause: outboxId, kind: "approval-requested" },
        values: { ...values, person: name, due, link },
      });
  });

/** Mails the line manager the link that decides. */
export const tellLineManager = (
  outboxId: string,
  payload: { approvalRequestId: string; sealed: string },
): Promise<void> =>
  withJob(outboxId, async (db) => {
    const asked = await db.approvalRequest.findUniqueOrThrow({
      where: { id: payload.approvalRequestId },
    });
    const { values, name } = await readSubject(db, asked.nominationId);
    const { email, country } = asked;
    const { zone } = await db.country.findUniqueOrThrow({ where: { iso2: country } });
    const { expiresAt } = await approvalDue(db, { ...asked, zone });
    await writeMessage(db, {
      ...{ email, name: email, country, branch: asked.branch as Branch },
      ...{ cause: outboxId, kind: "approval-requested" },
      values: {
        ...{ ...values, person: name, due: { on: dayOf(expiresAt) } },
        link: `/approvals/${unseal(payload.sealed)}`,
      },
    });
  });

async function contactPoints(db: ActorDb, country: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select distinct g.person_id::text as id from role_grant g where g.role = 'ncpoc' and g.country = ${country}
      and not exists (select 1 from role_grant_end e where e.grant_id = g.id)`;
  return rows.map(({ id }) => id);
}

type SubjectRow = {
  personId: string | null;
  email: string;
  name: string;
  country: string;
  branch: Branch;
  status: NominationStatus;
  cohortId: string;
  cohort: string;
  academy: string;
  academyCountry: string | null;
  approvals: ApprovalStep[];
  startsOn: Date | null;
  place: string | null;
  remark: string | null;
};

async function readSubject(db: ActorDb, nominationId: string) {
  const [row] = await db.$queryRaw<SubjectRow[]>`
    select n.person_id::text as "personId", n.email, n.full_name as name, n.country, n.branch, n.status, c.id::text as "cohortId", c.title as cohort,
      o.name as academy, o.country as "academyCountry", c.approvals, c.starts_on as "startsOn", concat_ws(', ', v.name, nullif(v.address, '')) as place,
      (select e.note from nomination_event e where e.nomination_id = n.id order by e.id desc limit 1) as remark
    from nomination n join cohort c on c.id = n.cohort_id join organisation o on o.id = c.organisation_id left join venue v on v.id = c.venue_id
    where n.id = ${nominationId}::uuid`;
  if (!row) throw new Error(`nomination ${nominationId} is not within this job's reach`);
  const { personId, email, name, country, branch, status, cohort, academy } = row;
  const to: Recipient = personId ? { personId } : { email, name, country, branch };
  const starts: MessageValue = row.startsOn
    ? { on: dayOf(row.startsOn) }
    : { key: "nominations:mail.noDate" };
  const place = row.place || { key: "nominations:mail.noPlace" };
  const values = { cohort, academy, starts, place, link: `/cohorts/${row.cohortId}` };
  const { approvals, academyCountry, remark } = row;
  return { to, status, name, values, approvals, academyCountry, remark: remark ?? "" };
}
