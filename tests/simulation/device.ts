/** One browser: journal and write-ahead survive a crash, everything else is gone; an operation under way may or may not have happened. */
import { NO_SEQUENCING } from "~/domain/learning/schema";
import { CommitQueue, type Pending, type QueueStore, type SaveStatus } from "~/player/commit-queue";
import { takeOverEntries } from "~/player/drain";
import { type Journal, memoryStorage, openJournal } from "~/player/journal";
import type { Entry } from "~/player/messages";
import type { Server } from "./server";

const ATTEMPT = "attempt";
let value = 0;
let shells = 0;

/** Lets what can go on without a timer go on. */
export async function settle(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await undefined;
}

export class Device {
  queue: CommitQueue | null = null;
  status: SaveStatus | null = null;
  timers: (() => void)[] = [];
  /** The newest entry journalled in each launch (it contains what came before it): from then on it may not be lost. */
  private readonly newest = new Map<number, number>();
  liedAboutSaving = false;
  private readonly storage = memoryStorage();
  private readonly commits: Pending[] = [];
  private readonly launches = new Map<number, { token: string; last: number }>();
  private life = 0;
  private window: { journal: Journal; epoch: number; token: string; mark: number } | null = null;

  constructor(
    private readonly server: Server,
    private readonly pauses: Iterator<number>,
  ) {}

  /** The whole beginning of a player page, as in player.ts. */
  async launch(): Promise<void> {
    this.crash();
    const { life, server } = this;
    const store = this.store(life);
    this.queue = new CommitQueue({
      attemptId: ATTEMPT,
      store,
      transport: { send: (commit) => this.alive(life, server.send(commit)) },
      onStatus: (status) => this.told(life, status),
      schedule: (work) => void this.timers.push(() => life === this.life && work()),
    });
    shells += 1;
    const journal = openJournal(this.storage, ATTEMPT, `shell-${shells}`);
    const taken = await this.alive(life, takeOverEntries(store, ATTEMPT, journal.entries()));
    journal.forget(taken);
    await this.alive(life, this.queue.flush());
    const { epoch, token } = server.launch();
    await this.pause(life);
    this.launches.set(epoch, { token, last: 0 });
    this.window = { journal, epoch, token, mark: 0 };
  }

  /** The SCO commits: journal at once, write-ahead and answer when they are ready. */
  shellSays(): number {
    if (!this.window || !this.queue) return 0;
    const { window, queue } = this;
    value += 1;
    window.mark += 1;
    const { mark } = window;
    const entry = entryOf(value);
    window.journal.write(mark, window.epoch, entry);
    this.newest.set(window.epoch, value);
    void queue.add(window.epoch, window.token, entry).then(() => window.journal.kept(mark));
    return value;
  }

  fireTimers(): void {
    for (const work of this.timers.splice(0)) work();
  }

  crash(): void {
    this.life += 1;
    this.queue = null;
    this.window = null;
    this.timers = [];
  }

  journalled = (): number[] => [...this.newest.values()];

  pendingCount = (): number => this.commits.length;

  private told(life: number, status: SaveStatus): void {
    if (life !== this.life) return;
    this.status = status;
    if (status !== "saved") return;
    const lost = this.commits.some((commit) => commit.epoch === this.window?.epoch);
    if (lost) this.liedAboutSaving = true;
  }

  private store(
    life: number,
  ): QueueStore & { tokenOf: (a: string, e: number) => Promise<string | null> } {
    return {
      append: async (attemptId, epoch, token, entry) => {
        await this.pause(life);
        const launch = this.launches.get(epoch) ?? { token, last: 0 };
        launch.last += 1;
        this.launches.set(epoch, launch);
        const commit = { attemptId, epoch, token, entry, sequence: launch.last };
        this.commits.push(commit);
        await this.pause(life);
        return commit;
      },
      pending: async () => {
        await this.pause(life);
        const found = [...this.commits];
        await this.pause(life);
        return found;
      },
      remove: async (commit) => {
        await this.pause(life);
        const index = this.commits.findIndex(
          ({ epoch, sequence }) => epoch === commit.epoch && sequence === commit.sequence,
        );
        if (index >= 0) this.commits.splice(index, 1);
        await this.pause(life);
      },
      tokenOf: async (_attemptId, epoch) => {
        await this.pause(life);
        return this.launches.get(epoch)?.token ?? null;
      },
    };
  }

  private async pause(life: number): Promise<void> {
    const turns: number = this.pauses.next().value ?? 0;
    await settle(turns);
    await this.alive(life, Promise.resolve());
  }

  /** Work of a crashed page never goes on. */
  private async alive<T>(life: number, work: Promise<T>): Promise<T> {
    const result = await work;
    return life === this.life ? result : new Promise<T>(() => {});
  }
}

const entryOf = (location: number): Entry => ({
  item: "sco",
  visit: "1",
  seconds: 1,
  viewed: false,
  cmi: { "cmi.location": String(location) },
  ...NO_SEQUENCING,
});
