/** The server as the rule and the reducer say, in memory; and the wire to it, which loses, repeats, delays and breaks off. */

import { itemState } from "~/domain/learning/cmi";
import { judge, type Recorded } from "~/domain/learning/commit-rule";
import { type AcceptedCommit, type LogEvent, replayLog } from "~/domain/learning/reducer";
import { type AttemptState, type LaunchTicket, NO_SEQUENCING } from "~/domain/learning/schema";
import type { Answer } from "~/player/commit-queue";
import type { Obstacle, Recalled } from "~/player/save-session";
import { keyOf, type Written } from "~/player/write-ahead";
import type { Life, World } from "./world";

type Attempt = {
  person: string;
  epoch: number;
  recorded: (Recorded & AcceptedCommit)[];
  log: LogEvent[];
};
type Launched = { person: string; attemptId: string; epoch: number };

/** What was asked of the server, for replaying it elsewhere. */
export type Message =
  | { kind: "launch"; attemptId: string }
  | { kind: "commit"; written: Written; sequence: number; answer: Answer }
  | { kind: "choice"; attemptId: string; choice: "keep" | "use" };

export type Caller = { session: string | null; person: string };

export class Server {
  isFull = false;
  /** Grows with every restart: what was under way then is not answered. */
  process = 0;
  commits = 0;
  readonly attempts = new Map<string, Attempt>();
  readonly messages: Message[] = [];
  private readonly launches = new Map<string, Launched>();
  private refused = new Set<string>();
  /** Lines that were refused at some time: a newer launch's state of the SCO may take their place. */
  readonly everRefused = new Set<string>();

  attempt(attemptId: string): Attempt {
    let attempt = this.attempts.get(attemptId);
    if (!attempt) {
      attempt = { person: attemptId.replace("attempt of ", ""), epoch: 0, recorded: [], log: [] };
      this.attempts.set(attemptId, attempt);
    }
    return attempt;
  }

  launch(caller: Caller, attemptId: string): LaunchTicket | Obstacle {
    const obstacle = this.obstacle(caller);
    if (obstacle) return obstacle;
    if (this.isFull) return "unreachable";
    const attempt = this.attempt(attemptId);
    attempt.epoch += 1;
    const token = `${attemptId}, launch ${attempt.epoch}`;
    this.launches.set(token, { person: caller.person, attemptId, epoch: attempt.epoch });
    this.messages.push({ kind: "launch", attemptId });
    return {
      ...{ attemptId, epoch: attempt.epoch, token, state: this.stateOf(attemptId) },
      ...{ objectives: {}, mode: "normal", credit: "credit" },
      mayBeginAnother: false,
    };
  }

  recall(caller: Caller, asked: { attemptId: string; epoch: number }[]): Recalled | Obstacle {
    const obstacle = this.obstacle(caller);
    if (obstacle) return obstacle;
    const launches = [...this.launches].flatMap(([token, { person, attemptId, epoch }]) => {
      const isAsked = asked.some((one) => one.attemptId === attemptId && one.epoch === epoch);
      return isAsked && person === caller.session ? [{ attemptId, epoch, token }] : [];
    });
    return { launches };
  }

  commit(caller: Caller, written: Written, sequence: number): Answer {
    const obstacle = this.obstacle(caller);
    if (obstacle) return { kind: obstacle };
    if (this.refused.has(written.entry.cmi["cmi.location"] ?? "")) {
      this.everRefused.add(keyOf(written));
      return { kind: "refused", reason: "value_too_long" };
    }
    const launch = this.launches.get(written.token);
    if (launch?.person !== caller.session) return { kind: "refused", reason: "unknown_launch" };
    if (this.isFull) return { kind: "unreachable", isFull: true };
    const answer = this.apply(launch, written, sequence);
    this.messages.push({ kind: "commit", written, sequence, answer });
    return answer;
  }

  /** From now on values like this one are refused, until `null`. */
  refuse(value: string | null): void {
    if (value === null) this.refused.clear();
    else this.refused.add(value);
  }

  choose(attemptId: string, choice: "keep" | "use"): void {
    if (!this.isUndecided(attemptId)) return;
    this.attempt(attemptId).log.push({ kind: "choice", choice });
    this.messages.push({ kind: "choice", attemptId, choice });
  }

  isUndecided(attemptId: string): boolean {
    const { log } = this.attempt(attemptId);
    const since = log.slice(log.findLastIndex(({ kind }) => kind === "choice") + 1);
    return since.some((event) => event.kind === "set_aside");
  }

  stateOf = (attemptId: string): AttemptState => replayLog(this.attempt(attemptId).log);

  private obstacle({ session, person }: Caller): "signed_out" | "other_person" | null {
    if (session === null) return "signed_out";
    return session === person ? null : "other_person";
  }

  private apply({ attemptId, epoch }: Launched, written: Written, sequence: number): Answer {
    const { recorded, log } = this.attempt(attemptId);
    const { mark, entry } = written;
    const { item, visit, seconds } = entry;
    const verdict = judge(recorded, { epoch, mark, sequence, item });
    if (verdict.outcome === "gap") return { kind: "gap", expected: verdict.expected };
    const setAside = verdict.outcome === "set_aside";
    if (verdict.isNew) {
      const commit: AcceptedCommit = {
        ...{ epoch, sequence, item, visit, seconds },
        itemState: itemState(entry.cmi, entry.viewed),
        // what comes after newer ones of its launch says nothing about the whole
        ...(verdict.isLate
          ? NO_SEQUENCING
          : { sequencing: entry.sequencing, course: entry.course }),
      };
      recorded.push({ ...commit, mark, setAside });
      log.push(setAside ? { kind: "set_aside", commit } : { kind: "applied", commit });
      this.commits += 1;
    }
    return { kind: "stored", setAside, sequence: verdict.sequence };
  }
}

export type Weather = "fair" | "offline" | "flaky";

/** The wire between one device and the server. */
export class Wire {
  weather: Weather = "fair";
  requests = 0;
  private late: (() => void)[] = [];

  constructor(
    private readonly world: World,
    private readonly server: Server,
  ) {}

  /** What the server says, or `failed` when nobody hears it. */
  request<T>(life: Life, ask: () => T, failed: T): Promise<T> {
    this.requests += 1;
    return new Promise((resolve) => {
      const answer = (said: T) => this.world.post(this.world.ownLane(), life, () => resolve(said));
      const fate = this.fate();
      const { process } = this.server;
      const arrive = (isHeard: boolean) => () => {
        if (process !== this.server.process) return answer(failed);
        const said = ask();
        if (isHeard) answer(said);
      };
      if (fate === "lost") return answer(failed);
      if (fate === "late") {
        this.late.push(arrive(false));
        return this.world.timer(life, () => resolve(failed), REQUEST_MS);
      }
      if (fate === "twice") this.world.post(this.world.ownLane(), null, arrive(false));
      if (fate === "answer lost") answer(failed);
      this.world.post(this.world.ownLane(), null, arrive(fate !== "answer lost"));
    });
  }

  /** Requests that were thought lost arrive after all. */
  deliverLate(): void {
    for (const arrive of this.late.splice(0)) arrive();
  }

  private fate() {
    if (this.weather === "offline") return "lost";
    if (this.weather === "fair") return "fine";
    return this.world.random.weighted(FATES);
  }
}

const FATES = [
  [4, "fine"],
  [2, "lost"],
  [3, "answer lost"],
  [2, "late"],
  [1, "twice"],
] as const;

const REQUEST_MS = 30_000;
