/** The shell's word on where the session stands, parsed: content may forge it, so that only known shapes reach the page. */
import type { ContentsLine, ControlState, Controls } from "./run-time";

/** Shell → page: where the session stands, and what the learner can do from here. */
export type ViewMessage = {
  type: "view";
  /** Counts what was delivered in this launch; a wish names the one it was made at. */
  visit: number;
  stands: "delivered" | "choosing" | "ended";
  /** Whether an ended session goes on next time where it was. */
  suspended: boolean;
  activity: string | null;
  contents: ContentsLine[];
  controls: Controls;
};

type Unknown = Record<string, unknown>;

const LINES_MAX = 5000;
const DEPTH_MAX = 50;

export function parseView(value: Unknown): ViewMessage | null {
  const { visit, activity, suspended, contents } = value;
  const stands = oneOf(["delivered", "choosing", "ended"], value.stands);
  const controls = parseControls(value.controls);
  if (!Number.isSafeInteger(visit) || !stands || !controls || !Array.isArray(contents)) return null;
  return {
    type: "view",
    visit: Number(visit),
    stands,
    suspended: suspended === true,
    activity: typeof activity === "string" ? activity : null,
    contents: contents.slice(0, LINES_MAX).flatMap(parseLine),
    controls,
  };
}

const CONTROLS = [
  "continue",
  "previous",
  "exit",
  "exitAll",
  "suspendAll",
  "abandon",
  "abandonAll",
] as const;

function parseControls(value: unknown): Controls | null {
  if (typeof value !== "object" || value === null) return null;
  const states = CONTROLS.map((control): [string, ControlState] => [
    control,
    oneOf(["usable", "unavailable", "hidden"], (value as Unknown)[control]) ?? "unavailable",
  ]);
  return Object.fromEntries(states) as Controls;
}

function parseLine(value: unknown): ContentsLine[] {
  if (typeof value !== "object" || value === null) return [];
  const { activity, title, depth, isLaunchable, isCurrent, completion, success, reason, detail } =
    value as Unknown;
  if (typeof activity !== "string" || typeof title !== "string") return [];
  return [
    {
      activity,
      title: title.slice(0, 1000),
      depth: Math.min(DEPTH_MAX, Math.max(0, Math.round(Number(depth)) || 0)),
      isLaunchable: isLaunchable === true,
      isCurrent: isCurrent === true,
      completion: oneOf(["completed", "incomplete", "unknown"], completion) ?? "unknown",
      success: oneOf(["passed", "failed", "unknown"], success) ?? "unknown",
      reason: typeof reason === "string" ? reason.slice(0, 100) : null,
      ...(typeof detail === "string" && { detail: detail.slice(0, 1000) }),
    },
  ];
}

const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined =>
  known.find((word) => word === value);
