/**
 * Changing a cohort. A draft changes freely. Once published, people rely on it: the curriculum stays, dates may move but not go,
 * seats and quotas move only free seats, and everybody who was nominated is told of new dates or a new place.
 */
import type { Actor } from "~/domain/kernel/actor";
import { conflict } from "~/domain/kernel/errors";
import { type ActorDb, enqueue, recordAudit, withActor } from "~/platform/db/doors.server";
import type { CohortRecord } from "../cohort.server";
import { cohortData, writeQuotas } from "../cohort-data.server";
import { readCohortInput } from "../cohort-input.server";
import { cohortChanged, seatFreed } from "../jobs";
import type { CohortInput } from "../lifecycle-input.server";
import { lockOwnCohort } from "../own-cohort.server";
import type { Quotas } from "../plan";
import { settleSeats } from "../seat-rows.server";
import { getAcademy } from "./create-cohort.server";

type Change = { told: number };

/**
 * Throws not_found, forbidden/not_academy_manager, invalid/… with its field, conflict/{cohort_is_over, curriculum_fixed, dates_needed,
 * already_started, starts_in_past, seats_taken, quota_taken}. Answers how many people will be told.
 */
export function changeCohort(
  actor: Actor,
  cohortId: string,
  input: CohortInput,
  now = new Date(),
): Promise<Change> {
  return withActor(actor, async (db, fresh) => {
    const cohort = await lockOwnCohort(db, fresh, cohortId, now);
    if (["cancelled", "closed", "ended"].includes(cohort.state)) throw conflict("cohort_is_over");
    const published = cohort.state !== "draft" && cohort.state !== "template";
    if (published) assertStillTrue(cohort, input);
    const academy = await getAcademy(db, cohort.organisationId);
    const { data } = await cohortData(db, academy, input);
    const before = await readCohortInput(db, cohortId);
    await db.cohort.update({ where: { id: cohortId }, data, select: { id: true } });
    if (!published) {
      await writeQuotas(db, cohort, input.quotas);
      return { told: 0 };
    }
    return followPublished(db, cohort, input, changedFields(before, input));
  });
}

function assertStillTrue(cohort: CohortRecord, input: CohortInput): void {
  if (input.curriculumVersionId !== cohort.curriculumVersionId)
    throw conflict("curriculum_fixed", { field: "curriculumVersionId" });
  if (cohort.startsOn && !input.startsOn) throw conflict("dates_needed", { field: "startsOn" });
  if (input.startsOn === cohort.startsOn) return;
  if (cohort.state === "running") throw conflict("already_started", { field: "startsOn" });
  if (input.startsOn && input.startsOn < cohort.today)
    throw conflict("starts_in_past", { field: "startsOn" });
}

type Field = keyof CohortInput;
const DATES: Field[] = ["startsOn", "endsOn", "fallbackStartsOn", "fallbackEndsOn"];
const PLACE: Field[] = ["venueId", "hostCountry", "mode"];

function changedFields(before: CohortInput, after: CohortInput): string[] {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after)
    .filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(old.get(field)))
    .map(([field]) => field);
}

async function followPublished(
  db: ActorDb,
  cohort: CohortRecord,
  input: CohortInput,
  changed: string[],
): Promise<Change> {
  if (changed.length === 0) return { told: 0 };
  const { seats, quotas } = input;
  await settleSeats(db, cohort, { seats, quotas });
  await writeQuotas(db, cohort, await withReleased(db, cohort.id, quotas));
  const gotDates = cohort.state === "demand" && input.startsOn !== null;
  if (gotDates)
    await enqueue(db, { topic: seatFreed, payload: { cohortId: cohort.id }, country: null });
  await db.$executeRaw`select app.follow_cohort_dates(${cohort.id}::uuid)`;
  await recordAudit(db, {
    ...{ action: "cohort.changed", subjectKind: "cohort", subjectId: cohort.id },
    ...{ country: cohort.academyCountry, details: { fields: changed, seats } },
  });
  const what = [
    ...(DATES.some((field) => changed.includes(field)) ? ["dates"] : []),
    ...(PLACE.some((field) => changed.includes(field)) ? ["place"] : []),
  ];
  return { told: what.length > 0 ? await tell(db, cohort.id, what) : 0 };
}

/** A country's quota is what its seats are now and what it gave back before. */
async function withReleased(db: ActorDb, cohortId: string, quotas: Quotas): Promise<Quotas> {
  const released = await db.$queryRaw<{ country: string; seats: number }[]>`
    select country, sum(seats)::int as seats from quota_release where cohort_id = ${cohortId}::uuid group by 1`;
  const all = { ...quotas };
  for (const { country, seats } of released) all[country] = (all[country] ?? 0) + seats;
  return all;
}

/** One event per person, so that each is told once however often the worker tries. */
async function tell(db: ActorDb, cohortId: string, what: string[]): Promise<number> {
  const told = await db.$queryRaw<unknown[]>`
    select app.enqueue(gen_random_uuid(), ${cohortChanged}, jsonb_build_object('cohortId', n.cohort_id, 'nominationId', n.id, 'what', ${what}::text[]),
      n.country, n.person_id)::text
    from nomination n where n.cohort_id = ${cohortId}::uuid and n.status in ('requested', 'approved', 'booked', 'waitlisted')`;
  return told.length;
}
