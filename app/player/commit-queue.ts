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
  private delay = 1000;
  private stopped = false;

  constructor(private readonly options: Options) {}

  /** Writes ahead, then sends in the background. Resolves once the entry is kept on this device. */
  async add(epoch: number, token: string, entry: Entry): Promise<void> {
    this.options.onStatus("saving");
    await this.options.store.append(this.options.attemptId, epoch, token, entry);
    this.options.onStatus("on_device");
    void this.flush();
  }

  /** Sends what is pending, oldest first; resolves when the queue is empty or cannot go on for now. */
  flush(): Promise<void> {
    if (this.stopped) return Promise.resolve();
    this.sending ??= this.drain().finally(() => {
      this.sending = null;
    });
    return this.sending;
  }

  /** Nothing new to keep: says how things stand. */
  async settled(): Promise<void> {
    const waiting = await this.options.store.pending(this.options.attemptId);
    this.options.onStatus(waiting.length === 0 ? "saved" : "on_device");
  }

  /** Tries again after a sign-in or a return of the network. */
  resume(): Promise<void> {
    this.stopped = false;
    this.delay = 1000;
    return this.flush();
  }

  private async drain(): Promise<void> {
    for (;;) {
      const [next] = ordered(await this.options.store.pending(this.options.attemptId));
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
        this.delay = 1000;
        if (answer.setAside) this.options.onStatus("set_aside");
        else if ((await this.options.store.pending(this.options.attemptId)).length === 0)
          this.options.onStatus("saved");
        return true;
      case "gap":
      case "refused":
        this.stopped = true;
        this.options.onStatus("refused", answer.kind === "gap" ? "gap" : answer.reason);
        return false;
      case "signed_out":
        this.stopped = true;
        this.options.onStatus("signed_out");
        return false;
      case "unreachable":
        this.options.onStatus("on_device");
        this.options.schedule(() => void this.flush(), this.delay);
        this.delay = Math.min(this.delay * 2, 30_000);
        return false;
    }
  }
}

const ordered = (commits: Pending[]) =>
  [...commits].sort((a, b) => a.epoch - b.epoch || a.sequence - b.sequence);
