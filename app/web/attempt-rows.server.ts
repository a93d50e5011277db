/** Attempts and what happened in one, as rows for CSV. */
import type { Timeline } from "~/domain/learning/queries/timeline.server";
import type { AttemptView, TimelineTable } from "~/domain/learning/schema";

type Row = Record<string, string | number | boolean | null>;

export const attemptRows = (attempts: readonly AttemptView[]): Row[] =>
  attempts.map((attempt) => ({
    ...{ number: attempt.number, version: attempt.versionNumber, cause: attempt.cause },
    ...{ completion: attempt.completion, success: attempt.success, score: attempt.scoreScaled },
    ...{ seconds: attempt.seconds, counts: attempt.isCounting, setAside: attempt.isSetAside },
    startedAt: attempt.startedAt.toISOString(),
    updatedAt: attempt.updatedAt.toISOString(),
    reason: attempt.reason,
  }));

export const timelineRows = (timeline: Timeline, table: TimelineTable): Row[] =>
  timeline[table].map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cellOf(value)])),
  );

const cellOf = (value: unknown): string | number | boolean | null => {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.join(" | ");
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : null;
};
