/**
 * What a session would run into: its room, its trainers or its learners are taken, the room is too small, or it lies outside the
 * cohort's days. A clash is a warning: whoever schedules may know better, and says so.
 */
import type { Interval } from "./session-times";

export type Proposal = Interval & {
  /** The session that is being changed, which does not clash with itself. */
  sessionId: string | null;
  roomId: string | null;
  trainerIds: readonly string[];
};

/** Something that happens around that time. Of another academy's session `title`, `roomId` and `learnerIds` are unknown. */
export type Busy = Interval & {
  sessionId: string;
  title: string | null;
  cohort: string | null;
  roomId: string | null;
  trainerIds: readonly string[];
  learnerIds: readonly string[];
  learnerCount: number;
};

export type Clash = Interval & {
  kind: "room" | "trainer" | "learners" | "capacity" | "outside_dates";
  title: string | null;
  cohort: string | null;
  /** Trainers, or those learners whose names may be told. */
  ids: string[];
  count: number;
};

/** Meeting end to end is no clash. */
export const overlaps = (a: Interval, b: Interval): boolean =>
  a.startsAt < b.endsAt && b.startsAt < a.endsAt;

/** Every clash of a proposed session, in the order of the timetable. */
export function clashesOf(proposal: Proposal, around: readonly Busy[]): Clash[] {
  return around
    .filter((busy) => busy.sessionId !== proposal.sessionId && overlaps(proposal, busy))
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
    .flatMap((busy) => clashesWith(proposal, busy));
}

function clashesWith(proposal: Proposal, busy: Busy): Clash[] {
  const { title, cohort, startsAt, endsAt, learnerCount } = busy;
  const found = { title, cohort, startsAt, endsAt };
  const trainers = proposal.trainerIds.filter((id) => busy.trainerIds.includes(id));
  const clashes: Clash[] = [];
  if (proposal.roomId !== null && proposal.roomId === busy.roomId)
    clashes.push({ ...found, kind: "room", ids: [], count: 1 });
  if (trainers.length > 0)
    clashes.push({ ...found, kind: "trainer", ids: trainers, count: trainers.length });
  if (learnerCount > 0)
    clashes.push({ ...found, kind: "learners", ids: [...busy.learnerIds], count: learnerCount });
  return clashes;
}
