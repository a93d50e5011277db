/**
 * The learner's side of the commit protocol, over an injected store, transport and clock: written ahead before it is sent,
 * sent in order, forgotten only when the server says it is on its disk. Nothing here drops a commit.
 */
import type { Entry } from "./messages";

export type Pending = {
  attemptId: string;
  epoch: number;
  sequence: number;
  token: string;
  entry: Entry;
};

/** Durable on this device; each call resolves when the write is. */
export type QueueStore = {
  append: (attemptId: string, epoch: number, token: string, entry: Entry) => Promise<Pending>;
  pending: (attemptId: string) => Promise<Pending[]>;
  remove: (commit: Pending) => Promise<void>;
};

export type Answer =
  | { kind: "stored"; setAside: boolean }
  | { kind: "gap"; expected: number }
  | { kind: "signed_out" }
  | { kind: "refused"; reason: string }
  | { kind: "unreachable" };

export type Transport = { send: (commit: Pending) => Promise<Answer> };

export type SaveStatus = "saving" | "on_device" | "saved" | "signed_out" | "set_aside" | "refused";

type Options = {
  attemptId: string;
  store: QueueStore;
  transport: Transport;
  onStatus: (status: SaveStatus, reason?: string) => void;
  schedule: (work: () => void, ms: number) => void;
};

export class CommitQueue {
  private sending: Promise<void> | null = null;
  private asked = false;
  private retryPlanned = false;
  private delay = FIRST_DELAY;
  private added = 0;
  private signedOut = false;
  /** Launches of which the server refuses a commit: kept on this device, the others go on. */
  private readonly refused = new Map<number, string>();

  constructor(private readonly options: Options) {}

  /** Writes ahead, then sends in the background. Resolves once the entry is kept on this device. */
  async add(epoch: number, token: string, entry: Entry): Promise<void> {
    this.added += 1;
    this.options.onStatus("saving");
    await this.options.store.append(this.options.attemptId, epoch, token, entry);
    this.tellWaiting();
    void this.flush();
  }

  /** Sends what is pending, oldest first; resolves when the queue is empty or cannot go on for now. */
  flush(): Promise<void> {
    if (this.signedOut) return Promise.resolve();
    this.asked = true;
    this.sending ??= this.drainWhileAsked().finally(() => {
      this.sending = null;
    });
    return this.sending;
  }

  /** Nothing new to keep: says how things stand. */
  async settled(): Promise<void> {
    const before = this.added;
    const waiting = await this.options.store.pending(this.options.attemptId);
    if (this.added !== before) return;
    if (waiting.length === 0) this.options.onStatus("saved");
    else this.tellWaiting();
  }

  /** Tries again after a sign-in or a return of the network. */
  resume(): Promise<void> {
    this.signedOut = false;
    this.refused.clear();
    this.delay = FIRST_DELAY;
    return this.flush();
  }

  /** What waits is safe here; a reason to act stays in sight until it is gone. */
  private tellWaiting(): void {
    const [reason] = this.refused.values();
    if (this.signedOut) this.options.onStatus("signed_out");
    else if (reason !== undefined) this.options.onStatus("refused", reason);
    else this.options.onStatus("on_device");
  }

  private async drainWhileAsked(): Promise<void> {
    while (this.asked) {
      this.asked = false;
      await this.drain();
    }
  }

  private async drain(): Promise<void> {
    for (;;) {
      const pending = await this.options.store.pending(this.options.attemptId);
      const [next] = ordered(pending.filter(({ epoch }) => !this.refused.has(epoch)));
      if (!next) return;
      const answer = await this.options.transport.send(next);
      if (!(await this.settle(next, answer))) return;
    }
  }

  /** What an answer means; true when the next commit may follow. */
  private async settle(commit: Pending, answer: Answer): Promise<boolean> {
    switch (answer.kind) {
      case "stored":
        await this.options.store.remove(commit);
        this.delay = FIRST_DELAY;
        if (answer.setAside) this.options.onStatus("set_aside");
        else await this.settled();
        return true;
      case "gap":
      case "refused":
        this.refused.set(commit.epoch, answer.kind === "gap" ? "gap" : answer.reason);
        this.tellWaiting();
        return true;
      case "signed_out":
        this.signedOut = true;
        this.asked = false;
        this.tellWaiting();
        return false;
      case "unreachable":
        this.tellWaiting();
        this.asked = false;
        this.planRetry();
        return false;
    }
  }

  private planRetry(): void {
    if (this.retryPlanned) return;
    this.retryPlanned = true;
    this.options.schedule(() => {
      this.retryPlanned = false;
      void this.flush();
    }, this.delay);
    this.delay = Math.min(this.delay * 2, LONGEST_DELAY);
  }
}

const FIRST_DELAY = 1000;
const LONGEST_DELAY = 30_000;

const ordered = (commits: Pending[]) =>
  [...commits].sort((a, b) => a.epoch - b.epoch || a.sequence - b.sequence);
