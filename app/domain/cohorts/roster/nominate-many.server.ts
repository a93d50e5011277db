/**
 * Putting many people forward at once: what addNomination does for one new nominee, in a fixed number of statements for all of
 * them. Only for people who are not on the roster yet and cohorts without prerequisites; everything else goes one by one.
 * A test holds the two ways to the same rows, history, invitations and events.
 */
import { sortName } from "~/domain/identity/commands.server";
import { invitationCreated } from "~/domain/identity/jobs";
import type { Actor } from "~/domain/kernel/actor";
import { hashCapability, newCapability, newId } from "~/domain/kernel/ids";
import type { ActorDb } from "~/platform/db/doors.server";
import { seal } from "~/platform/sealing.server";
import { stepsNeeded } from "../approval-steps";
import type { CohortRecord } from "../cohort.server";
import { nominationMade } from "../jobs";
import { askLineManager } from "../line-manager.server";
import { recordApproval } from "../ncpoc-approval.server";
import type { NominationRecord } from "../nomination.server";
import type { Nominee } from "../nominee-facts.server";
import { speaksFor } from "../policy";
import type { ApprovalStep, NominationStatus } from "../schema";

export type NewNominee = { nominee: Nominee; personId: string | null };
export type Nominated = { email: string; nominationId: string; status: NominationStatus };

type Made = NewNominee & {
  id: string;
  open: ApprovalStep[];
  /** A contact point who nominates has said yes. */
  saidYes: boolean;
  status: "requested" | "approved";
};

const FOURTEEN_DAYS = 14 * 86_400_000;

/** Answers who was nominated; whoever was nominated meanwhile by somebody else is left out. SQL errors come through as they are. */
export async function nominateMany(
  db: ActorDb,
  actor: Actor,
  cohort: CohortRecord,
  nominees: readonly NewNominee[],
  now: Date,
): Promise<Nominated[]> {
  const wanted = nominees.map((one) => madeOf(actor, cohort, one));
  const made = await insert(db, actor, cohort, wanted, now);
  await audit(db, cohort, made);
  await tellOfRequests(db, made);
  for (const one of made) {
    if (one.saidYes) await recordApproval(db, actor, record(cohort, one), "approved", "");
    if (one.open.includes("line_manager")) await askLineManager(db, record(cohort, one), now);
  }
  const through = made.filter(({ open }) => open.length === 0);
  await invite(db, through, now);
  const seated = await askForSeats(db, through);
  return made.map(({ id, nominee, status }) => ({
    ...{ email: nominee.email, nominationId: id, status: seated.get(id) ?? status },
  }));
}

function madeOf(actor: Actor, cohort: CohortRecord, { nominee, personId }: NewNominee): Made {
  const needed = stepsNeeded(cohort, { ...nominee, source: "roster" });
  const saidYes = needed.includes("ncpoc") && speaksFor(actor, nominee);
  const open = needed.filter((step) => step !== "ncpoc" || !saidYes);
  const status = open.length > 0 ? "requested" : "approved";
  return { nominee, personId, id: newId(), saidYes, open, status };
}

const record = (
  { id: cohortId, organisationId }: CohortRecord,
  { id, personId, nominee, status }: Made,
): NominationRecord => ({
  ...{ ...nominee, id, cohortId, organisationId, personId, status },
  ...{ source: "roster", decisions: [] },
});

async function insert(
  db: ActorDb,
  actor: Actor,
  cohort: CohortRecord,
  wanted: Made[],
  now: Date,
): Promise<Made[]> {
  const rows = wanted.map(({ nominee, id, personId, status }) => ({
    ...nominee,
    ...{ id, personId, status, sortName: sortName(nominee.fullName) },
  }));
  const inserted = await db.$queryRaw<{ id: string }[]>`
    insert into nomination (id, cohort_id, organisation_id, person_id, country, branch, full_name, sort_name, email, profession_key, employer_id,
      sex, line_manager_email, priority, note, source, status, status_at, nominated_by, nominated_at)
    select x.id, ${cohort.id}::uuid, ${cohort.organisationId}::uuid, x."personId", x.country, x.branch, x."fullName", x."sortName", x.email,
      x."professionKey", x."employerId", x.sex, x."lineManagerEmail", x.priority, x.note, 'roster', x.status, ${now}, ${actor.personId}::uuid, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, "personId" uuid, country text, branch text, "fullName" text,
      "sortName" text, email text, "professionKey" text, "employerId" uuid, sex text, "lineManagerEmail" text, priority int, note text, status text)
    on conflict (cohort_id, country, branch, email) do nothing returning id`;
  const ids = new Set(inserted.map(({ id }) => id));
  return wanted.filter(({ id }) => ids.has(id));
}

async function audit(db: ActorDb, cohort: CohortRecord, made: Made[]): Promise<void> {
  const events = made.map(({ id, nominee: { country } }) => ({ id, event: newId(), country }));
  const details = JSON.stringify({ cohortId: cohort.id });
  await db.$executeRaw`
    select app.record_audit(x.event, 'nomination.made', 'nomination', x.id, x.country, ${details}::jsonb)
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as x(id text, event uuid, country text)`;
}

type Event = {
  payload: Record<string, unknown>;
  country: string;
  personId: string | null;
};

async function enqueueMany(db: ActorDb, topic: string, events: Event[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => ({ ...event, id: newId() }));
  await db.$executeRaw`
    select app.enqueue(x.id, ${topic}, x.payload, x.country, x."personId")
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, payload jsonb, country text, "personId" uuid)`;
}

const tellOfRequests = (db: ActorDb, made: Made[]): Promise<void> =>
  enqueueMany(
    db,
    nominationMade,
    made
      .filter(({ status }) => status === "requested")
      .map(({ id, nominee: { country }, personId }) => ({
        ...{ payload: { nominationId: id }, country, personId },
      })),
  );

/** One open invitation per e-mail and employer, mailed once: its code travels sealed, and only with the event that made it. */
async function invite(db: ActorDb, made: Made[], now: Date): Promise<void> {
  const unknown = made.filter(({ personId }) => personId === null);
  if (unknown.length === 0) return;
  const offers = unknown.map(({ id, nominee: { country } }) => ({
    ...{ nominationId: id, country, id: newId(), code: newCapability() },
  }));
  const expiresAt = new Date(now.getTime() + FOURTEEN_DAYS);
  const hashed = offers.map(({ nominationId, id, code }) => ({
    ...{ nominationId, id, hash: hashCapability(code) },
  }));
  const used = await db.$queryRaw<{ id: string; invitationId: string | null }[]>`
    select x.id, app.invite_nominee(x."nominationId", x.id, x.hash, ${expiresAt}) as "invitationId"
    from jsonb_to_recordset(${JSON.stringify(hashed)}::jsonb) as x("nominationId" uuid, id uuid, hash text)`;
  const fresh = new Set(used.flatMap((row) => (row.invitationId === row.id ? row.id : [])));
  const events = offers.flatMap(({ id, code, country }): Event[] =>
    fresh.has(id)
      ? [{ payload: { invitationId: id, sealed: seal(code) }, country, personId: null }]
      : [],
  );
  await enqueueMany(db, invitationCreated, events);
}

/** One after the other in the order of the file: the function is volatile and sees the seats given before. */
async function askForSeats(db: ActorDb, made: Made[]): Promise<Map<string, NominationStatus>> {
  if (made.length === 0) return new Map();
  const ids = JSON.stringify(made.map(({ id }) => ({ id })));
  const rows = await db.$queryRaw<{ id: string; status: NominationStatus }[]>`
    select x.id, app.settle_nomination(x.id, 'booked', 'seat_asked', '', false) as status
    from jsonb_to_recordset(${ids}::jsonb) as x(id uuid)`;
  return new Map(rows.map(({ id, status }) => [id, status]));
}
