/**
 * Plausibility of what content claims about a finished attempt. No check proves anything: each asks whether the claim fits what the server has
 * seen itself. A browser's score certifies nothing either way (assurance C0, or C1 when no check has a doubt). Pure.
 */
import { interactionsOf, secondsOf } from "./cmi-records";
import type { Completion, Doubt, Success } from "./schema";

/** An accepted commit beside the launch it belongs to. */
export type ClaimedCommit = {
  item: string;
  epoch: number;
  visit: string;
  seconds: number;
  openedAt: Date;
  receivedAt: Date;
  completion: Completion;
  success: Success;
  scoreScaled: number | null;
  cmi: Record<string, string>;
};

export type Evidence = {
  /** How long the module is meant to take; null where it has no length. */
  minutes: number | null;
  standard: "1.2" | "2004";
  activities: { identifier: string; masteryScore: number | null }[];
  /** Activities whose answers other attempts of this version have recorded. */
  withAnswers: readonly string[];
  /** The state came over from another version: how long it took is not to be seen here. */
  isCarried: boolean;
  /** In the order they were accepted. */
  commits: readonly ClaimedCommit[];
};

/** Less than this share of a module's length cannot have been worked through. */
export const LEAST_SHARE = 0.1;
/** Seconds by which clocks and networks may differ. */
export const SLACK = 120;
/** Hours by which a time without a zone may be ahead: the widest zone, and one for a clock that is wrong. */
export const AHEAD_HOURS = 15;

/** Every doubt there is, in a fixed order; empty means C1. */
export function doubtsAbout(evidence: Evidence): Doubt[] {
  const last = [...new Map(evidence.commits.map((commit) => [commit.item, commit])).values()];
  return [
    ...tooFast(evidence),
    ...last.flatMap((commit) => [
      ...scoreWithoutAnswers(commit, evidence.withAnswers),
      ...passedBelowMastery(commit, evidence),
      ...fromTheFuture(commit),
    ]),
    ...longerThanPossible(evidence.commits),
    ...changedAfterFinish(evidence.commits),
  ];
}

function tooFast({ minutes, commits, isCarried }: Evidence): Doubt[] {
  const [first] = commits;
  if (!first || !minutes || isCarried) return [];
  const opened = Math.min(...commits.map(({ openedAt }) => openedAt.getTime()));
  const seconds = Math.round((finishedAt(commits) - opened) / 1000);
  const least = Math.round(minutes * 60 * LEAST_SHARE);
  return seconds < least ? [{ flag: "faster_than_content", item: null, seconds, least }] : [];
}

/** When the last activity was completed for the first time; work done afterwards does not make it slower. */
function finishedAt(commits: readonly ClaimedCommit[]): number {
  const completed = new Map<string, number>();
  for (const { item, completion, receivedAt } of commits)
    if (completion === "completed" && !completed.has(item))
      completed.set(item, receivedAt.getTime());
  return Math.max(...completed.values(), ...(completed.size === 0 ? lastTime(commits) : []));
}
const lastTime = (commits: readonly ClaimedCommit[]) => [commits.at(-1)?.receivedAt.getTime() ?? 0];

function scoreWithoutAnswers(
  { item, scoreScaled, cmi }: ClaimedCommit,
  withAnswers: readonly string[],
): Doubt[] {
  const isOdd =
    scoreScaled !== null && withAnswers.includes(item) && interactionsOf(cmi).length === 0;
  return isOdd ? [{ flag: "score_without_answers", item, score: scoreScaled }] : [];
}

/** SCORM 1.2 RTE §3.4.4 cmi.student_data.mastery_score (raw); SCORM 2004: minNormalizedMeasure (scaled). */
function passedBelowMastery(
  { item, success, scoreScaled, cmi }: ClaimedCommit,
  { activities, standard }: Evidence,
): Doubt[] {
  const mastery = activities.find(({ identifier }) => identifier === item)?.masteryScore ?? null;
  const score = standard === "1.2" ? numberOf(cmi["cmi.core.score.raw"]) : scoreScaled;
  if (success !== "passed" || mastery === null || score === null || score >= mastery) return [];
  return [{ flag: "passed_below_mastery", item, score, mastery }];
}

const numberOf = (text: string | undefined): number | null =>
  text === undefined || text === "" || Number.isNaN(Number(text)) ? null : Number(text);

function fromTheFuture({ item, cmi, receivedAt }: ClaimedCommit): Doubt[] {
  const ahead = interactionsOf(cmi).map(({ at }) =>
    at === null ? 0 : (Date.parse(at) - receivedAt.getTime()) / 3_600_000,
  );
  const hours = Math.round(Math.max(0, ...ahead));
  return hours > AHEAD_HOURS ? [{ flag: "from_the_future", item, hours }] : [];
}

/** Neither the visit as the player measured it nor the session as the content claims it can be longer than the launch was open. */
function longerThanPossible(commits: readonly ClaimedCommit[]): Doubt[] {
  const worst = new Map<string, Extract<Doubt, { flag: "longer_than_possible" }>>();
  for (const { item, seconds, cmi, openedAt, receivedAt } of commits) {
    const claimed = secondsOf(cmi["cmi.session_time"] ?? cmi["cmi.core.session_time"]) ?? 0;
    const wall = Math.max(0, Math.round((receivedAt.getTime() - openedAt.getTime()) / 1000));
    const longest = Math.round(Math.max(seconds, claimed));
    if (longest <= wall + SLACK) continue;
    const before = worst.get(item);
    if (!before || longest - wall > before.seconds - before.wall)
      worst.set(item, { flag: "longer_than_possible", item, seconds: longest, wall });
  }
  return [...worst.values()];
}

/** Completed in one visit and something else in a later one: a lesson that was finished is looked at, not taken again. */
function changedAfterFinish(commits: readonly ClaimedCommit[]): Doubt[] {
  const finished = new Map<string, ClaimedCommit>();
  const changed = new Set<string>();
  for (const commit of commits) {
    const before = finished.get(commit.item);
    if (before && isLaterVisit(commit, before) && differs(before, commit)) changed.add(commit.item);
    if (commit.completion === "completed") finished.set(commit.item, commit);
  }
  return [...changed].map((item) => ({ flag: "changed_after_finish", item }));
}

const isLaterVisit = (one: ClaimedCommit, other: ClaimedCommit) =>
  one.epoch !== other.epoch || one.visit !== other.visit;

/** What was not known before may still be said. */
const differs = (before: ClaimedCommit, after: ClaimedCommit): boolean =>
  after.completion !== "completed" ||
  (before.success !== "unknown" && after.success !== before.success) ||
  (before.scoreScaled !== null && after.scoreScaled !== before.scoreScaled);
