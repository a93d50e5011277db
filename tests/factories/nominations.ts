/** Published cohorts and nominees for tests, inserted past the policies: arranging, not behaviour. */
import { nominate } from "~/domain/cohorts/commands/nominate.server";
import { promoteAfter } from "~/domain/cohorts/commands/promote-waiting.server";
import type { NominationForm } from "~/domain/cohorts/input.server";
import type { Actor } from "~/domain/kernel/actor";
import { addDays, today } from "~/domain/kernel/days";
import { newId } from "~/domain/kernel/ids";
import type { TestDatabase } from "../setup";
import { createPerson, ensureOrganisation } from "./identity";

export const ZONE = "America/St_Lucia";
export const inDays = (days: number) => addDays(today(ZONE, new Date()), days);

export type OfferInput = {
  academy?: string;
  academyCountry?: string;
  academyBranch?: string;
  curriculum?: string;
  seats?: number;
  quotas?: Record<string, number>;
  enrolment?: "nomination" | "open";
  approvals?: string[];
  professions?: string[];
  countries?: string[];
  prerequisites?: string[];
  /** Days from today; null leaves the cohort without dates. */
  startsIn?: number | null;
  closesIn?: number;
  cutoffIn?: number;
  releaseIn?: number;
  rule?: "worst_gap" | "first_come";
  title?: string;
};

/** A published cohort with its seats. */
export async function offerCohort(
  database: Pick<TestDatabase, "sql">,
  input: OfferInput = {},
): Promise<{ cohortId: string; organisationId: string }> {
  const organisationId = await ensureOrganisation(
    database as TestDatabase,
    input.academy ?? "nominations-academy",
    input.academyCountry ?? "LC",
    input.academyBranch ?? "general",
  );
  const cohortId = newId();
  const startsIn = input.startsIn === undefined ? 60 : input.startsIn;
  const on = (days: number | null | undefined) =>
    days === null || days === undefined ? null : inDays(days);
  await database.sql(
    `insert into cohort (id, code, organisation_id, curriculum_version_id, title, mode, zone, starts_on, ends_on, seats, enrolment, professions,
       countries, prerequisites, approvals, nominations_close_on, quotas_release_on, travel_cutoff_on, promotion_rule, published_at)
     select $1::uuid, $1::text, $2, v.id, $3, 'in_person', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, now()
     from curriculum_version v where v.curriculum_key = $17 limit 1`,
    [
      ...[cohortId, organisationId, input.title ?? `Workshop ${cohortId.slice(-4)}`, ZONE],
      ...[on(startsIn), on(startsIn === null ? null : startsIn + 4), input.seats ?? 10],
      ...[input.enrolment ?? "nomination", input.professions ?? [], input.countries ?? []],
      ...[input.prerequisites ?? [], input.approvals ?? [], on(input.closesIn)],
      ...[on(input.releaseIn), on(input.cutoffIn), input.rule ?? "worst_gap"],
      input.curriculum ?? "FR-CORE",
    ],
  );
  await makeSeats(database, { cohortId, organisationId }, input.seats ?? 10, input.quotas ?? {});
  return { cohortId, organisationId };
}

async function makeSeats(
  database: Pick<TestDatabase, "sql">,
  { cohortId, organisationId }: { cohortId: string; organisationId: string },
  seats: number,
  quotas: Record<string, number>,
): Promise<void> {
  const labels = Object.entries(quotas).flatMap(([country, count]) => Array(count).fill(country));
  await database.sql(
    `insert into seat (cohort_id, organisation_id, number, country)
     select $1, $2, n, ($3::text[])[n] from generate_series(1, $4) n`,
    [cohortId, organisationId, labels, seats],
  );
  for (const [country, count] of Object.entries(quotas))
    await database.sql(
      "insert into cohort_quota (cohort_id, organisation_id, country, seats) values ($1, $2, $3, $4)",
      [cohortId, organisationId, country, count],
    );
}

/** An academy manager of the factory's academy. */
export const createManager = (
  database: TestDatabase,
  academy = "nominations-academy",
  country = "LC",
) =>
  createPerson(database, { country, grants: [{ role: "academy_manager", organisation: academy }] });

/** The contact point of a country. */
export const createContact = (database: TestDatabase, country: string) =>
  createPerson(database, { country, grants: [{ role: "ncpoc", country }] });

let serial = 0;

/** A form for somebody nobody knows yet. */
export function nominee(input: Partial<NominationForm> = {}): NominationForm {
  serial += 1;
  return {
    fullName: `Nominee ${serial}`,
    email: `nominee-${serial}-${newId().slice(-6)}@example.test`,
    country: "LC",
    professionKey: "le_first_responder",
    employerId: null,
    sex: "not_stated",
    lineManagerEmail: null,
    priority: 0,
    note: "",
    confirmed: false,
    ...input,
  };
}

/** Puts somebody forward as this actor. */
export const putForward = (actor: Actor, cohortId: string, input: Partial<NominationForm> = {}) =>
  nominate(actor, cohortId, nominee(input));

/** An outbox row as the worker would hand it over. */
export async function event(
  database: TestDatabase,
  topic: string,
  payload: Record<string, unknown>,
  country: string | null = null,
  personId: string | null = null,
): Promise<string> {
  const id = newId();
  await database.sql(
    "insert into outbox (id, topic, payload, country, person_id, done_at) values ($1, $2, $3, $4, $5, now())",
    [id, topic, JSON.stringify(payload), country, personId],
  );
  return id;
}

/** The promotion, as the worker runs it when a seat was freed. */
export async function promoteNow(database: TestDatabase, cohortId: string): Promise<void> {
  const id = await event(database, "cohorts.seat-freed", { cohortId });
  await promoteAfter(id, cohortId, new Date());
}

/** `code/reason` of a refusal; null when nothing was refused. */
export const refusalOf = (promise: Promise<unknown>): Promise<string | null> =>
  promise.then(
    () => null,
    (error) => `${error.code}/${error.details?.reason}`,
  );

export const statusOf = async (database: TestDatabase, nominationId: string) =>
  (
    await database.sql<{ status: string }>("select status from nomination where id = $1", [
      nominationId,
    ])
  )[0]?.status;

/** Who holds a seat and of which kind, by name of the nominee. */
export const holders = async (database: TestDatabase, cohortId: string) =>
  Object.fromEntries(
    (
      await database.sql<{ name: string; seat: string }>(
        `select n.full_name as name, coalesce(s.country, 'reserve') as seat from seat s join nomination n on n.id = s.nomination_id
         where s.cohort_id = $1 order by 1`,
        [cohortId],
      )
    ).map(({ name, seat }) => [name, seat]),
  );
