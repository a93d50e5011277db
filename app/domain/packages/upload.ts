/** Uploads of packages: their states, what may be done in which, and what staff are shown. Pure. */

export const OPEN_STATES = ["receiving", "waiting", "importing", "stopped"] as const;

export type UploadState =
  | (typeof OPEN_STATES)[number]
  | "refused"
  | "cancelled"
  | "expired"
  | "done";

/** How far an import is. Entries are known from the archive's directory before the first is unpacked. */
export type ImportProgress = {
  phase?: "checking" | "unpacking" | "publishing";
  files?: number;
  filesTotal?: number;
  bytes?: number;
  bytesTotal?: number;
};

/** Why an import was refused or stopped: a reason with a sentence in the interface. */
export type UploadRefusal = { reason: string; [detail: string]: unknown };

export type Upload = {
  id: string;
  organisationId: string;
  packageId: string | null;
  title: string | null;
  fileName: string;
  fingerprint: string;
  bytes: number;
  received: number;
  state: UploadState;
  progress: ImportProgress;
  cancelAskedAt: Date | null;
  refusal: UploadRefusal | null;
  packageVersionId: string | null;
  /** Once done: a package or version that was not there before. */
  isNew: boolean | null;
  createdBy: string;
  touchedAt: Date;
};

export const LONGEST_PIECE = 8 * 1024 * 1024;
export const UPLOAD_KEPT_DAYS = 3;
const STUCK_MS = 10 * 60_000;

export const isOpen = (state: UploadState): boolean =>
  OPEN_STATES.some((candidate) => candidate === state);

/** An import that stopped, or that nobody has carried on for a while (its person may have lost the role), may be begun again. */
export const mayRetry = ({ state, touchedAt }: Upload, now: Date): boolean =>
  state === "stopped" ||
  ((state === "waiting" || state === "importing") &&
    now.getTime() - touchedAt.getTime() > STUCK_MS);
