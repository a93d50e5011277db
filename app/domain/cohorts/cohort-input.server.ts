/** A cohort as it would be typed again: for forms and copies. */
import { type Day, dayOf } from "~/domain/kernel/days";
import { notFound } from "~/domain/kernel/errors";
import type { ActorDb } from "~/platform/db/doors.server";
import type { CohortInput } from "./lifecycle-input.server";
import { APPROVAL_STEPS, ENROLMENT_WAYS, LOCALES, MODES, PROMOTION_RULES } from "./schema";

/** Quotas of a published cohort are what its seats say: a country that gave seats back has fewer. Throws not_found/unknown_cohort. */
export async function readCohortInput(db: ActorDb, cohortId: string): Promise<CohortInput> {
  const row = await db.cohort.findUnique({ where: { id: cohortId } });
  if (!row) throw notFound("unknown_cohort");
  const quotas = await db.$queryRaw<{ country: string; seats: number }[]>`
    select q.country, case when c.published_at is null then q.seats
      else (select count(*)::int from seat s where s.cohort_id = c.id and s.country = q.country) end as seats
    from cohort c join cohort_quota q on q.cohort_id = c.id where c.id = ${cohortId}::uuid`;
  return inputOf(row, Object.fromEntries(quotas.map(({ country, seats }) => [country, seats])));
}

type Row = NonNullable<Awaited<ReturnType<ActorDb["cohort"]["findUnique"]>>>;

function inputOf(row: Row, quotas: CohortInput["quotas"]): CohortInput {
  const { curriculumVersionId, title, summary, hostCountry, venueId, seats } = row;
  const { professions, countries, prerequisites, attendancePercent } = row;
  return {
    ...{ curriculumVersionId, title, summary, hostCountry, venueId, seats, quotas },
    ...{ professions, countries, prerequisites, attendancePercent },
    locale: oneOf(LOCALES, row.locale),
    mode: oneOf(MODES, row.mode),
    enrolment: oneOf(ENROLMENT_WAYS, row.enrolment),
    promotionRule: oneOf(PROMOTION_RULES, row.promotionRule),
    approvals: APPROVAL_STEPS.filter((step) => row.approvals.includes(step)),
    startsOn: maybeDay(row.startsOn),
    endsOn: maybeDay(row.endsOn),
    fallbackStartsOn: maybeDay(row.fallbackStartsOn),
    fallbackEndsOn: maybeDay(row.fallbackEndsOn),
    nominationsCloseOn: maybeDay(row.nominationsCloseOn),
    quotasReleaseOn: maybeDay(row.quotasReleaseOn),
    travelCutoffOn: maybeDay(row.travelCutoffOn),
  };
}

const maybeDay = (value: Date | null): Day | null => value && dayOf(value);

/** The database's check says it is one of them. */
function oneOf<const T extends readonly string[]>(known: T, value: string): T[number] {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new Error(`${value} is none of ${known.join(", ")}`);
  return found;
}
