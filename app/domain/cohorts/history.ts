/** A nomination's history as pages show it. */
import type { NominationStatus } from "./schema";

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
