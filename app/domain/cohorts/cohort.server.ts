/** A cohort as this area's commands and queries know it. Finding is authorising: a draft of another academy is not found. */
import { type Day, dayOf, today } from "~/domain/kernel/days";
import { notFound } from "~/domain/kernel/errors";
import type { ActorDb } from "~/platform/db/doors.server";
import type { NamedPause } from "./deadlines";
import type { ApprovalStep, CohortState, EnrolmentWay, Mode, PromotionRule } from "./schema";
import { cohortState } from "./state";

export type CohortRecord = {
  id: string;
  code: string;
  title: string;
  organisationId: string;
  organisation: string;
  academyCountry: string | null;
  curriculumVersionId: string;
  curriculumKey: string;
  curriculum: string;
  branch: string;
  mode: Mode;
  zone: string;
  startsOn: Day | null;
  endsOn: Day | null;
  seats: number;
  enrolment: EnrolmentWay;
  professions: string[];
  countries: string[];
  prerequisites: string[];
  approvals: ApprovalStep[];
  nominationsCloseOn: Day | null;
  quotasReleaseOn: Day | null;
  travelCutoffOn: Day | null;
  promotionRule: PromotionRule;
  attendancePercent: number | null;
  state: CohortState;
  /** The day from which it was known, in its own zone: earlier pauses of deadlines do not count. */
  sinceOn: Day;
  /** Hardship events that may pause its deadlines, of every country. */
  pauses: NamedPause[];
  /** The day it is in the cohort's zone. */
  today: Day;
};

type Row = Omit<CohortRecord, "state" | "today" | "sinceOn" | DayField> &
  Record<DayField, Date | null> & {
    sinceOn: Date;
    isTemplate: boolean;
    publishedAt: Date | null;
    cancelledAt: Date | null;
    closedAt: Date | null;
  };
type DayField = "startsOn" | "endsOn" | "nominationsCloseOn" | "quotasReleaseOn" | "travelCutoffOn";

/** Throws not_found/unknown_cohort. */
export async function getCohort(db: ActorDb, cohortId: string, now: Date): Promise<CohortRecord> {
  const [row] = await db.$queryRaw<Row[]>`
    select c.id, c.code, c.title, c.organisation_id as "organisationId", o.name as organisation, o.country as "academyCountry",
      c.curriculum_version_id as "curriculumVersionId", v.curriculum_key as "curriculumKey", v.title as curriculum, c.branch, c.mode, c.zone,
      c.starts_on as "startsOn", c.ends_on as "endsOn", c.seats, c.enrolment, c.professions, c.countries, c.prerequisites, c.approvals,
      c.nominations_close_on as "nominationsCloseOn", c.quotas_release_on as "quotasReleaseOn", c.travel_cutoff_on as "travelCutoffOn",
      c.promotion_rule as "promotionRule", c.attendance_percent as "attendancePercent", c.is_template as "isTemplate",
      c.published_at as "publishedAt", c.cancelled_at as "cancelledAt", c.closed_at as "closedAt", k.since_on as "sinceOn",
      (select coalesce(jsonb_agg(jsonb_build_object('country', p.country, 'countryName', p.country_name, 'name', p.name, 'from', p.from_on, 'to', p.to_on)
        order by p.from_on), '[]') from app.region_pauses(k.since_on) p) as pauses
    from cohort c cross join lateral (select (coalesce(c.published_at, c.created_at) at time zone c.zone)::date as since_on) k join organisation o on o.id = c.organisation_id join curriculum_version v on v.id = c.curriculum_version_id
    where c.id = ${cohortId}::uuid`;
  if (!row) throw notFound("unknown_cohort");
  return recordOf(row, now);
}

function recordOf(row: Row, now: Date): CohortRecord {
  const { isTemplate, publishedAt, cancelledAt, closedAt, ...rest } = row;
  const dates = {
    startsOn: maybeDay(row.startsOn),
    endsOn: maybeDay(row.endsOn),
    nominationsCloseOn: maybeDay(row.nominationsCloseOn),
    quotasReleaseOn: maybeDay(row.quotasReleaseOn),
    travelCutoffOn: maybeDay(row.travelCutoffOn),
    sinceOn: dayOf(row.sinceOn),
  };
  const on = today(row.zone, now);
  const state = cohortState({ isTemplate, publishedAt, cancelledAt, closedAt, ...dates }, on);
  return { ...rest, ...dates, state, today: on };
}

const maybeDay = (value: Date | null): Day | null => value && dayOf(value);
