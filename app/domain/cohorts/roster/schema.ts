/** An import of a roster and its rows. A row is settled once; what is settled is never checked or applied again. */
import type { Nominee } from "../nominee-facts.server";
import type { Duplicate } from "./duplicates";
import type { RosterField, RosterMapping } from "./fields";

export const IMPORT_STATUSES = ["mapping", "review", "applying", "done", "cancelled"] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

export const ROW_STATES = [
  "unread",
  "ready",
  "problem",
  "question",
  "added",
  "changed",
  "unchanged",
  "skipped",
] as const;
export type RowState = (typeof ROW_STATES)[number];

/** By the file, or what waits for a person first. */
export const ROW_SORTS = ["line", "state"] as const;
export type RowSort = (typeof ROW_SORTS)[number];

export const DECISIONS = ["same_person", "different_person", "skip"] as const;
export type Decision = (typeof DECISIONS)[number];

/** `reason` is the key of a sentence; `field` null when it is about the whole row. */
export type Problem = { field: RosterField | null; reason: string };

export type Fixes = Partial<Record<RosterField, string>>;

export type RosterImport = {
  id: string;
  cohortId: string;
  organisationId: string;
  /** Set when a contact point uploads their country's nominations. */
  country: string | null;
  fileName: string;
  format: "csv" | "oneroster";
  encoding: string;
  delimiter: string;
  status: ImportStatus;
  headers: string[];
  mapping: RosterMapping;
  total: number;
  applied: number;
  createdBy: string;
  createdAt: Date;
  applyingSince: Date | null;
  finishedAt: Date | null;
  /** Since when the rows say nothing about people any more. */
  emptiedAt: Date | null;
};

export type RosterRow = {
  line: number;
  raw: string[];
  fixes: Fixes;
  /** What the row asks to be nominated, once nothing is wrong with it. */
  nominee: Nominee | null;
  problems: Problem[];
  duplicates: Duplicate[];
  decision: Decision | null;
  state: RowState;
};
