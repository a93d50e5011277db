/** A window with the lesson: the real commit client of the page over the real journal of its shell, in a made-up browser. */

import { type LaunchTicket, NO_SEQUENCING } from "~/domain/learning/schema";
import { type Journal, memoryStorage, openJournal } from "~/player/journal";
import type { Entry, StateMessage } from "~/player/messages";
import { SaveSession } from "~/player/save-session";
import type { SaveProblem, SaveStatus } from "~/player/standing";
import { openWindows } from "~/player/windows";
import { keyOf, type Written } from "~/player/write-ahead";
import type { Device } from "./device";
import type { Life, World } from "./world";

let pages = 0;

export class Page implements Life {
  isDead = false;
  status: SaveStatus | null = null;
  problem: SaveProblem | null = null;
  /** What arrived from the shell, by mark, and whether a value was set since. */
  readonly received: number[] = [];
  isChanged = false;
  ticket: LaunchTicket | null = null;
  isLocked = false;
  /** The mark whose line was the last thing this shell put on the shelf. */
  lastOnShelf: number | null = null;
  readonly name: string;
  private readonly session: SaveSession;
  private journal: Journal | null = null;
  private playing: LaunchTicket | null = null;
  private changes = 0;
  private mark = 0;
  private onLeft = () => {};
  /** What the shell does a moment after a change, or before the lesson goes. */
  private afterChange = () => {};
  private heard: (word: unknown) => void = () => {};

  constructor(
    private readonly world: World,
    readonly device: Device,
    readonly person: string,
  ) {
    this.name = `page-${pages++}`;
    this.session = new SaveSession(this.host());
    void this.begin();
  }

  get attemptId(): string {
    return `attempt of ${this.person}`;
  }

  /** The SCO sets a value and asks to keep it: in the journal at once, then on its way to the page. */
  say(item: string, value: string): void {
    if (!this.playing || this.isDead) return;
    this.changes += 1;
    this.mark += 1;
    const { attemptId, epoch } = this.playing;
    const line = { attemptId, epoch, mark: this.mark, entry: entryOf(item, value) };
    const shelf = this.device.shelf(this.person);
    const { writes } = shelf;
    this.journal?.write(line);
    if (shelf.writes > writes) this.lastOnShelf = this.mark;
    this.device.oracle.said(this, line, shelf.writes > writes);
    const message: StateMessage = { type: "state", mark: this.mark, entry: line.entry };
    this.up(() => this.receive(message));
  }

  /** The SCO sets a value and says no more: the shell keeps it a moment later, unless nothing came of it. */
  change(item: string, value: string, isIdle: boolean): void {
    if (!this.playing || this.isDead) return;
    const change = ++this.changes;
    this.up(() => {
      this.isChanged = true;
      this.session.change(true);
    });
    this.afterChange = () => {
      if (change !== this.changes) return;
      this.changes += 1;
      if (isIdle) this.sayUnchanged();
      else this.say(item, value);
    };
    this.world.timer(this, this.afterChange, 250);
  }

  /** The network is back, somebody signed in, or the learner asks. */
  resume = (): void => void this.session.resume();

  flush = (): void => void this.session.queue.flush();

  die(): void {
    this.isDead = true;
    this.world.bury(this);
    this.isLocked = false;
    this.device.forgetPage(this);
  }

  hear(word: unknown): void {
    if (!this.isDead) this.heard(word);
  }

  private async begin(): Promise<void> {
    const ticket = await this.session.begin();
    this.ticket = ticket;
    this.down(() => {
      this.playing = ticket;
    });
  }

  private sayUnchanged(): void {
    this.up(() => {
      this.isChanged = false;
      this.session.change(false);
    });
  }

  private receive(message: StateMessage): void {
    this.received.push(message.mark);
    this.isChanged = false;
    void this.session.keep(message);
  }

  private up = (work: () => void) => this.world.post(`${this.name} up`, this, work);
  private down = (work: () => void) => this.world.post(`${this.name} down`, this, work);

  private host() {
    const { world, device, person } = this;
    const caller = () => ({ session: device.session, person });
    const schedule = (work: () => void, ms: number) => world.timer(this, work, ms);
    return {
      attemptId: this.attemptId,
      store: device.disk(person).open(this),
      transport: {
        send: (written: Written, sequence: number) =>
          device.send(this, caller(), written, sequence),
      },
      windows: openWindows(this.windowHost(schedule)),
      requestLaunch: () => device.requestLaunch(this, caller(), this.attemptId),
      recallLaunches: (launches: { attemptId: string; epoch: number }[]) =>
        device.recallLaunches(this, caller(), launches),
      greetShell: () => this.greetShell(),
      forget: (taken: Parameters<Journal["forget"]>[0]) =>
        this.down(() => {
          for (const line of taken) device.oracle.leftShelf(keyOf(line));
          this.journal?.forget(taken);
        }),
      kept: (mark: number) => this.down(() => this.keptInShell(mark)),
      onStatus: (status: SaveStatus, problem: SaveProblem | null) => this.told(status, problem),
      onObstacle: () => {},
      letGo: () => this.letGo(),
      schedule,
    };
  }

  private keptInShell(mark: number): void {
    const { device } = this;
    const shelf = this.device.shelf(this.person);
    const { writes } = shelf;
    if (this.ticket) device.oracle.leftShelf(keyOf({ ...this.ticket, mark }));
    this.journal?.kept(mark);
    if (shelf.writes > writes) this.lastOnShelf = null;
  }

  private windowHost(schedule: (work: () => void, ms: number) => void) {
    const others = () =>
      this.device.pages.filter((page) => page !== this && page.person === this.person);
    return {
      post: (word: unknown) => {
        for (const page of others())
          this.world.post(`${this.name} to ${page.name}`, page, () => page.hear(word));
      },
      onWord: (listener: (word: unknown) => void) => {
        this.heard = listener;
      },
      isAlone: () =>
        this.world.task(this.world.ownLane(), this, () =>
          others().every(({ isLocked }) => !isLocked),
        ),
      lock: () => {
        this.isLocked = true;
        return () => {
          this.isLocked = false;
        };
      },
      schedule,
    };
  }

  private greetShell() {
    return new Promise<ReturnType<Journal["left"]>>((resolve) => {
      this.down(() => {
        const shelf = this.device.shelf(this.person);
        const storage = shelf.fault === "denied" ? memoryStorage() : shelf;
        this.journal = openJournal(storage, this.name);
        const left = this.journal.left();
        this.up(() => resolve(left));
      });
    });
  }

  private told(status: SaveStatus, problem: SaveProblem | null): void {
    if (this.isDead) return;
    this.status = status;
    this.problem = problem;
    this.device.oracle.told(this, status);
  }

  private async letGo(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.onLeft = resolve;
      this.world.timer(this, resolve, 4000);
      this.down(() => {
        this.afterChange();
        this.playing = null;
        this.up(() => this.onLeft());
      });
    });
    await Promise.race([
      this.session.queue.drain(),
      new Promise<void>((resolve) => this.world.timer(this, resolve, 600)),
    ]);
  }
}

const entryOf = (item: string, value: string): Entry => ({
  ...{ item, visit: "1", seconds: 1, viewed: false },
  cmi: { "cmi.location": value },
  ...NO_SEQUENCING,
  sequencing: `after ${value}`,
});
