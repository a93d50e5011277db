/**
 * Academies, cohorts and what happens in them. The rules to know: a seat is a row that one nomination stands in, given and
 * freed only by `app.settle_nomination`; statuses, attendance and approvals are histories that are appended to, never changed.
 */
export const MODES = ["self_paced", "online", "in_person", "blended"] as const;
export type Mode = (typeof MODES)[number];

export const ENROLMENT_WAYS = ["nomination", "open"] as const;
export type EnrolmentWay = (typeof ENROLMENT_WAYS)[number];

/** `worst_gap`: the country furthest from the standard first; `first_come`: whoever waits longest first. */
export const PROMOTION_RULES = ["worst_gap", "first_come"] as const;
export type PromotionRule = (typeof PROMOTION_RULES)[number];

export const APPROVAL_STEPS = ["line_manager", "ncpoc"] as const;
export type ApprovalStep = (typeof APPROVAL_STEPS)[number];

/** Languages a cohort may be taught in. */
export const LOCALES = ["en", "fr", "nl", "es", "ht"] as const;

export const NOMINATION_STATUSES = [
  "requested",
  "approved",
  "booked",
  "waitlisted",
  "declined",
  "withdrawn",
  "transferred",
  "cancelled",
] as const;
export type NominationStatus = (typeof NOMINATION_STATUSES)[number];

export const NOMINATION_SOURCES = ["nomination", "self", "roster", "transfer"] as const;
export type NominationSource = (typeof NOMINATION_SOURCES)[number];

export const SEXES = ["female", "male", "not_stated"] as const;
export type Sex = (typeof SEXES)[number];

/** What an academy's staff open of one cohort. */
export const COHORT_PAGES = [
  "overview",
  "roster",
  "sessions",
  "attendance",
  "progress",
  "assessors",
  "attempts",
  "rosters",
  "messages",
] as const;
export type CohortPage = (typeof COHORT_PAGES)[number];

export const COHORT_STATES = [
  "template",
  "draft",
  "demand",
  "open",
  "running",
  "ended",
  "closed",
  "cancelled",
] as const;
/** Where a cohort is in its life, derived from its dates and decisions: one rule, `cohortState`. */
export type CohortState = (typeof COHORT_STATES)[number];

/** One line of a nomination's history, as pages show it. */
export type HistoryEntry = {
  status: NominationStatus;
  /** The key of a sentence. */
  reason: string;
  note: string;
  /** Who recorded it, where the reader may know their name. */
  by: string | null;
  at: string;
};

/** Where one stands among those who wait. */
export type QueuePlace = { place: number; waiting: number };

/** Days a booked person stays disclosed to the academy after the cohort ends. */
export const DISCLOSED_DAYS = 90;

export type { AwardFact, CellState, ModuleColumn, ProgressRow } from "./gradebook";
export type { PersonStanding, Standing } from "./standing";
export type { Missing } from "./why-no-award";

/** What an academy wrote to a cohort, as one of its learners reads it. */
export type Announcement = {
  id: string;
  subject: string;
  body: string;
  sentAt: Date;
  cohortId: string;
  cohort: string;
  academy: string;
  zone: string;
};
export * from "./session-schema";

/** Orders in which a roster can be read. */
export const ROSTER_SORTS = ["status", "name", "country"] as const;
