/** What the pages of a roster show, as their loaders hand it over. */
import type { CohortPage } from "~/domain/cohorts/schema";

export type Instant = string | Date;

export type RosterRecord = {
  id: string;
  cohortId: string;
  country: string | null;
  fileName: string;
  format: string;
  encoding: string;
  delimiter: string;
  status: string;
  headers: string[];
  mapping: {
    columns: Partial<Record<string, number>>;
    defaults: Partial<Record<string, string>>;
  };
  total: number;
  applied: number;
  createdAt: Instant;
  emptiedAt: Instant | null;
};

export type Around = {
  record: RosterRecord;
  cohort: { id: string; title: string; code: string; zone: string; pages: CohortPage[] };
  countryName: string | null;
};

export type RowProblem = { field: string | null; reason: string };
export type RowDuplicate = {
  kind: string;
  line: number | null;
  nominationId: string | null;
  personId: string | null;
  fullName: string;
  email: string;
};
export type Row = {
  line: number;
  typed: Record<string, string>;
  state: string;
  problems: RowProblem[];
  duplicates: RowDuplicate[];
  status: string | null;
  uninvited: boolean;
};
