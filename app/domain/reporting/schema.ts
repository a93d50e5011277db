/** Counts of training that reconcile, and how strong a country's bench of trainers is. */
import type { Announcement } from "~/domain/cohorts/schema";
import type { Day } from "~/domain/kernel/days";

export const DIMENSIONS = ["profession", "agency", "country", "sex"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export const MEASURES = ["attendances", "persons", "certified"] as const;
export type Measure = (typeof MEASURES)[number];

/** Null: held back because it is small, or because a small one could be found from it. */
export type ShownCounts = Record<Measure, number | null>;
/** `key` null: not stated. */
export type CountRow = ShownCounts & { key: string | null };
export type CountTable = { dimension: Dimension; rows: CountRow[] };
export type Counts = { total: ShownCounts; tables: CountTable[] };

export type Period = { from: Day; to: Day };

export type Delivers = {
  curriculumKey: string;
  curriculum: string;
  unaided: boolean;
  /** Certified trainers who hold the curriculum's own certificate, and those of them who taught it lately. */
  able: number;
  experienced: number;
  why: "can" | "can_but_expiring" | "no_trainer" | "one_trainer" | "nobody_taught_it";
};

export type DueSession = {
  id: string;
  title: string;
  cohortId: string;
  cohort: string;
  startsAt: Date;
  endsAt: Date;
  zone: string;
  joiningLink: string | null;
  place: string | null;
  online: boolean;
};
export type DueStep = {
  moduleId: string;
  title: string;
  kind: "exam" | "practical";
  curriculum: string;
};
export type DueCertificate = { title: string; on: Day };
/** `zone` is the learner's own. */
export type WhatsDue = {
  zone: string;
  sessions: DueSession[];
  steps: DueStep[];
  certificates: DueCertificate[];
  announcements: Announcement[];
};
