/** What a player tells of trouble in front of a learner. No personal content: kinds, counts and times. */
export type Trouble = {
  /** What the learner reads out to support; one per opening of the player. */
  code: string;
  attemptId: string | null;
  kind: string;
  status: string;
  reason: string;
  waiting: number;
  notKept: number;
  afterSeconds: number;
};

/** How long reports are kept. */
export const TROUBLE_DAYS = 90;
