/** What the form of a cohort holds and offers. */
import type { ApprovalStep, EnrolmentWay, Mode, PromotionRule } from "~/domain/cohorts/schema";

export type Choice = { key: string; title: string };

export type CohortChoices = {
  curricula: { id: string; key: string; title: string; version: string }[];
  venues: { id: string; name: string; country: string }[];
  countries: Choice[];
  professions: Choice[];
  certifications: Choice[];
};

export type CohortValues = {
  curriculumVersionId: string;
  locale: string;
  title: string;
  summary: string;
  mode: Mode;
  hostCountry: string | null;
  venueId: string | null;
  startsOn: string | null;
  endsOn: string | null;
  fallbackStartsOn: string | null;
  fallbackEndsOn: string | null;
  seats: number | null;
  quotas: Record<string, number>;
  enrolment: EnrolmentWay;
  professions: string[];
  countries: string[];
  prerequisites: string[];
  approvals: ApprovalStep[];
  nominationsCloseOn: string | null;
  quotasReleaseOn: string | null;
  travelCutoffOn: string | null;
  promotionRule: PromotionRule;
  attendancePercent: number | null;
};

/** What a new cohort begins with: the most usual answers. */
export const NEW_COHORT: CohortValues = {
  ...{ curriculumVersionId: "", locale: "en", title: "", summary: "", mode: "in_person" },
  ...{ hostCountry: null, venueId: null, startsOn: null, endsOn: null },
  ...{ fallbackStartsOn: null, fallbackEndsOn: null, seats: 20, quotas: {} },
  ...{ enrolment: "nomination", professions: [], countries: [], prerequisites: [] },
  ...{ approvals: ["ncpoc"], nominationsCloseOn: null, quotasReleaseOn: null },
  ...{ travelCutoffOn: null, promotionRule: "worst_gap", attendancePercent: null },
};
