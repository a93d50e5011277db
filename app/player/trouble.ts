/**
 * What support may know of trouble in front of a learner, under a code that the learner reads out: kinds, counts and times, and
 * never what the content or the learner said. What cannot be reported yet is reported when the server is there again.
 */
import type { Trouble } from "~/domain/operations/schema";

export type TroubleLog = {
  code: string;
  /** Notes trouble; each kind once per opening of the player. */
  note: (trouble: Omit<Trouble, "code" | "afterSeconds">) => void;
};

type Host = {
  /** Whether the server has taken it. */
  report: (trouble: Trouble) => Promise<boolean>;
  /** Seconds on a clock that only goes forward. */
  seconds: () => number;
  schedule: (work: () => void, ms: number) => void;
  random: () => Uint8Array;
};

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const AGAIN_MS = 30_000;

export function openTroubleLog(host: Host): TroubleLog {
  const code = Array.from(host.random().subarray(0, 8), (byte) => LETTERS[byte & 31]).join("");
  const began = host.seconds();
  const noted = new Set<string>();
  let waiting: Trouble[] = [];
  let isPlanned = false;
  async function send(): Promise<void> {
    isPlanned = false;
    const [first] = waiting;
    if (!first) return;
    if (!(await host.report(first))) return plan(AGAIN_MS);
    waiting = waiting.filter((trouble) => trouble !== first);
    await send();
  }
  function plan(ms: number): void {
    if (isPlanned) return;
    isPlanned = true;
    host.schedule(() => void send(), ms);
  }
  return {
    code,
    note(trouble) {
      if (noted.has(trouble.kind)) return;
      noted.add(trouble.kind);
      const afterSeconds = Math.round(host.seconds() - began);
      waiting.push({ ...trouble, code, afterSeconds });
      plan(0);
    },
  };
}
