/**
 * How a window begins to play and keeps what its shell says, over an injected browser: first what this device still holds, then a
 * launch, then every state under that launch. A crash anywhere leaves it to the next window to go on.
 */
import type { LaunchTicket } from "~/domain/learning/schema";
import { CommitQueue, type Transport } from "./commit-queue";
import type { Left, StateMessage } from "./messages";
import type { SaveProblem, SaveStatus } from "./standing";
import type { Windows } from "./windows";
import { type DeviceStore, withPatience } from "./write-ahead";

/** Launches of this person by attempt and epoch. */
export type Recalled = { launches: { attemptId: string; epoch: number; token: string }[] };

/** Why the lesson cannot begin now. `closed`: it is not this person's to open any more. */
export type Obstacle = "signed_out" | "other_person" | "unreachable" | "closed";

export type SaveHost = {
  attemptId: string;
  store: DeviceStore;
  transport: Transport;
  windows: Windows;
  requestLaunch: () => Promise<LaunchTicket | Obstacle>;
  recallLaunches: (
    launches: { attemptId: string; epoch: number }[],
  ) => Promise<Recalled | Obstacle>;
  /** Greets the shell, which answers what earlier shells left behind. */
  greetShell: () => Promise<Left[]>;
  forget: (taken: Omit<Left, "entry">[]) => void;
  kept: (mark: number) => void;
  onStatus: (status: SaveStatus, problem: SaveProblem | null, reason: string) => void;
  /** Why the lesson cannot begin yet; null when that is over. */
  onObstacle: (obstacle: Obstacle | null) => void;
  /** Stops what the learner does here, because another window goes on. */
  letGo: () => Promise<void>;
  schedule: (work: () => void, ms: number) => void;
};

export class SaveSession {
  readonly queue: CommitQueue;
  private readonly store: DeviceStore;
  private ticket: LaunchTicket | null = null;
  private goOn = () => {};

  constructor(private readonly host: SaveHost) {
    this.store = withPatience(host.store, host.schedule);
    const { attemptId, transport, onStatus, schedule } = host;
    this.queue = new CommitQueue({ attemptId, store: this.store, transport, onStatus, schedule });
  }

  /** Resolves with a launch, however long that takes; every obstacle is told and tried again. */
  async begin(): Promise<LaunchTicket> {
    const { host, queue } = this;
    await host.windows.takeOver();
    // the shell reads its journal when it is greeted, after another window has written its last
    const left = await host.greetShell();
    await queue.load();
    await this.untilDone(() => this.takeOver(left));
    await this.untilDone(() => queue.drain());
    const ticket = await this.untilDone(host.requestLaunch);
    // for review there is nothing to save with
    if (!ticket.token) return ticket;
    this.ticket = ticket;
    const { attemptId, epoch, token } = ticket;
    queue.play(attemptId, epoch);
    // a device that cannot remember it asks the server when it needs to
    await this.store.rememberLaunch({ attemptId, epoch, token }).catch(() => {});
    host.windows.play(epoch, host.letGo);
    return ticket;
  }

  /** A value was set that is not kept yet; or nothing came of it. */
  change(isChanged: boolean): void {
    if (this.ticket) this.queue.noteChange(isChanged);
  }

  /** Keeps what the shell says under this window's launch. */
  async keep({ mark, entry }: StateMessage): Promise<void> {
    if (!this.ticket) return this.host.kept(mark);
    const { attemptId, epoch, token } = this.ticket;
    await this.queue.add({ attemptId, epoch, token, mark, entry });
    this.host.kept(mark);
  }

  /** Tries again at once: after a sign-in, a return of the network or to this window. */
  async resume(): Promise<void> {
    this.goOn();
    await this.queue.resume();
  }

  private async untilDone<T>(work: () => Promise<T | Obstacle>): Promise<T> {
    for (let delay = FIRST_DELAY; ; delay = Math.min(delay * 2, LONGEST_DELAY)) {
      const result = await work();
      if (!isObstacle(result)) {
        this.host.onObstacle(null);
        return result;
      }
      this.host.onObstacle(result);
      await new Promise<void>((resolve) => {
        this.goOn = resolve;
        this.host.schedule(resolve, delay);
      });
    }
  }

  /** What earlier shells left becomes lines of the launches it belongs to. Lines of launches that nobody knows stay where they are. */
  private async takeOver(left: Left[]): Promise<"done" | Obstacle> {
    if (left.length === 0) return "done";
    const tokens = await this.tokensOf(left);
    if (isObstacle(tokens)) return tokens;
    for (const { attemptId, epoch, mark, entry } of left) {
      const token = tokens.get(`${attemptId} ${epoch}`);
      if (!token) continue;
      const kept = this.queue.add({ attemptId, epoch, token, mark, entry });
      void kept.then(() => this.host.forget([{ attemptId, epoch, mark }]));
    }
    return "done";
  }

  private async tokensOf(left: Left[]): Promise<Map<string, string> | Obstacle> {
    const launches = new Map(left.map((line) => [`${line.attemptId} ${line.epoch}`, line]));
    const tokens = new Map<string, string>();
    for (const [name, { attemptId, epoch }] of launches) {
      const token = await this.store.tokenOf(attemptId, epoch).catch(() => null);
      if (token) tokens.set(name, token);
    }
    const forgotten = [...launches].filter(([name]) => !tokens.has(name));
    if (forgotten.length === 0) return tokens;
    const answer = await this.host.recallLaunches(
      forgotten.map(([, { attemptId, epoch }]) => ({ attemptId, epoch })),
    );
    if (isObstacle(answer)) return answer;
    for (const { attemptId, epoch, token } of answer.launches)
      tokens.set(`${attemptId} ${epoch}`, token);
    return tokens;
  }
}

const FIRST_DELAY = 1000;
const LONGEST_DELAY = 30_000;

const OBSTACLES: unknown[] = [
  "signed_out",
  "other_person",
  "unreachable",
  "closed",
] satisfies Obstacle[];
const isObstacle = (result: unknown): result is Obstacle => OBSTACLES.includes(result);
