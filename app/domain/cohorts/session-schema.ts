/** Sessions and attendance as pages read them. */
import type { Clash } from "./clashes";
import type { Interval } from "./session-times";

export const ATTENDANCE_MARKS = ["present", "partial", "absent", "excused"] as const;
export type AttendanceMark = (typeof ATTENDANCE_MARKS)[number];

export type CohortHeading = {
  id: string;
  code: string;
  title: string;
  zone: string;
  academy: string;
  mayChange: boolean;
};

export type SessionTrainer = { personId: string; name: string };
/** Running from the moment attendance opens. */
export type SessionState = "to_come" | "running" | "over" | "cancelled";
export type SessionHeading = Interval & {
  id: string;
  title: string;
  zone: string;
  cancelReason: string | null;
  trainers: SessionTrainer[];
  state: SessionState;
  minutes: number;
};

export type TimetableRow = Interval & {
  id: string;
  title: string;
  zone: string;
  note: string;
  fallbackStartsAt: Date | null;
  fallbackEndsAt: Date | null;
  cancelReason: string | null;
  trainers: SessionTrainer[];
  room: string | null;
  module: string | null;
  state: SessionState;
  hasFallback: boolean;
  revision: number;
  marked: number;
  sheets: number;
};

export type FeedRow = { id: string; createdAt: Date; revokedAt: Date | null };

/** What a session's form shows: as typed, in the session's own zone. */
export type SessionFields = {
  title: string;
  moduleId: string;
  zone: string;
  startsOn: string;
  startTime: string;
  endTime: string;
  fallbackOn: string;
  roomId: string;
  joiningLink: string;
  trainerIds: string[];
  note: string;
  revision: number;
};
export type AcademyRoom = { id: string; name: string; venue: string; capacity: number };
export type AcademyTrainer = SessionTrainer & { country: string; branch: string };
export type CohortModule = {
  id: string;
  title: string;
  kind: string;
  attendancePercent: number | null;
};
export type SessionFormView = {
  cohort: CohortHeading;
  fields: SessionFields;
  cancelled: boolean;
  rooms: AcademyRoom[];
  trainers: AcademyTrainer[];
  modules: CohortModule[];
  /** Zones of the region's countries, the cohort's first. */
  zones: string[];
};
export type Warning = Omit<Clash, "ids"> & { names: string[]; zone: string };

/** How one learner stands in one session. `not_taken`: it is over and nobody was marked, so nothing is known of anybody. */
export type AttendanceStanding =
  | AttendanceMark
  | "expected"
  | "no_show"
  | "not_taken"
  | "cancelled";

export type ShownMark = {
  id: string;
  mark: AttendanceMark;
  minutes: number | null;
  source: string;
  markedAt: Date;
  markedBy: string | null;
  reason: string | null;
};
export type MarkedPerson = {
  nominationId: string;
  fullName: string;
  email: string;
  countryName: string;
  employer: string;
  /** False for whoever was marked and has left since. */
  hasSeat: boolean;
  standing: AttendanceStanding;
  current: ShownMark | null;
  /** Earlier marks of this session, the newest first. */
  earlier: ShownMark[];
};
export type ScanRow = { id: string; name: string; bytes: number; uploadedAt: Date };
export type AttendanceView = {
  cohort: CohortHeading;
  session: SessionHeading;
  people: MarkedPerson[];
  scans: ScanRow[];
  codesOpen: boolean;
};

export type SheetPerson = {
  nominationId: string;
  fullName: string;
  employer: string;
  countryName: string;
};
export type SheetView = {
  cohort: CohortHeading;
  session: SessionHeading;
  place: string;
  booked: SheetPerson[];
  waiting: SheetPerson[];
  scans: ScanRow[];
};

export type RowProblem =
  | "who_missing"
  | "unknown_person"
  | "session_missing"
  | "unknown_session"
  | "session_ambiguous"
  | "session_cancelled"
  | "unknown_mark"
  | "minutes_missing"
  | "minutes_too_many"
  | "not_begun"
  | "row_twice";
export type RowOutcome = "new" | "same" | "correction" | "problem";
export type ShownRow = {
  line: number;
  who: string;
  session: string;
  mark: string;
  minutes: number | null;
  before: { mark: AttendanceMark; minutes: number | null } | null;
  outcome: RowOutcome;
  problem: RowProblem | null;
};
export type ImportPreview = { rows: ShownRow[]; counts: Record<RowOutcome, number> };

export type MySession = Interval & {
  id: string;
  cohortId: string;
  cohort: string;
  title: string;
  zone: string;
  place: string;
  /** Null unless the person has a seat in it or teaches it. */
  joiningLink: string | null;
  note: string;
  cancelReason: string | null;
  trainers: string[];
  teaching: boolean;
  state: SessionState;
  /** Null for whoever teaches. */
  standing: AttendanceStanding | null;
};

/** What a code for attendance means to whoever holds it up; `open` is the only one that marks. */
export type CodeOutcome =
  | "open"
  | "already"
  | "unknown_code"
  | "no_seat"
  | "session_cancelled"
  | "marked_otherwise"
  | "not_open"
  | "session_over"
  | "code_expired";
