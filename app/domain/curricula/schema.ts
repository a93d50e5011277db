/** Curricula as they are written in content/: a locked regional core, and overlays that fill its named slots (requirement 146). */

export type ModuleKind = "self_paced" | "exam" | "practical" | "workshop";

export type CurriculumDocument = {
  key: string;
  version: string;
  title: string;
  audience: string;
  summary: string;
  coreMinutes: number;
  overlayMinutes: number;
  selfEnrolment: boolean;
  passPercent: number;
  validityMonths: number;
  objectives: { key: string; text: string; competencies: string[] }[];
  slots: { key: string; title: string; mandatory: boolean }[];
  modules: ModuleDocument[];
};

export type ModuleDocument = {
  key: string;
  title: string;
  kind: ModuleKind;
  minutes: number;
  objectives: string[];
  tags: string[];
  lesson?: string;
  package?: "uploaded";
  /** For a workshop: the share of its sessions that completes it. */
  attendancePercent?: number;
  /** For a self-paced module: how often it may be tried and which try counts; left out, see DEFAULT_ATTEMPT_POLICY. */
  attempts?: AttemptPolicy;
};

export const ATTEMPT_COUNTS = ["best", "last", "first", "highest_status"] as const;
export const NEXT_ATTEMPTS = ["after_end", "after_failure", "always", "on_request"] as const;

/** How often a module may be tried, which attempt counts, and when the next one may begin. */
export type AttemptPolicy = {
  /** Null: as often as one likes. */
  limit: number | null;
  counts: (typeof ATTEMPT_COUNTS)[number];
  next: (typeof NEXT_ATTEMPTS)[number];
};

export const DEFAULT_ATTEMPT_POLICY: AttemptPolicy = {
  limit: null,
  counts: "best",
  next: "after_end",
};

export type OverlayDocument = {
  curriculum: string;
  country: string;
  version: string;
  lawAsAt: string;
  reviewedOn: string | null;
  modules: { key: string; title: string; minutes: number; lesson: string }[];
  slots: Record<string, string>;
};
