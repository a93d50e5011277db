/**
 * The learner's side of the commit protocol, over an injected store, transport and clock: written ahead before it is sent,
 * sent in order, forgotten only when the server says it is on its disk. A device that keeps nothing is replaced by memory, and
 * the learner is told so. Nothing here drops a state that is not part of a newer one.
 */
import { type SaveProblem, type SaveStatus, standing, type Waiting } from "./standing";
import {
  type DeviceProblem,
  type DeviceStore,
  keyOf,
  laneOf,
  problemOf,
  supersededBy,
  type Written,
} from "./write-ahead";

export type Answer =
  /** On the server's disk; `sequence` is the last it has of this launch. */
  | { kind: "stored"; setAside: boolean; sequence: number }
  | { kind: "gap"; expected: number }
  | { kind: "signed_out" | "other_person" }
  | { kind: "refused"; reason: string }
  | { kind: "unreachable"; isFull?: boolean };

/** Never rejects: whatever is not a clear answer is unreachable. */
export type Transport = { send: (written: Written, sequence: number) => Promise<Answer> };

type Line = Waiting & {
  written: Written;
  kept: Promise<void>;
  keep: () => void;
};

type Options = {
  /** Null where none is played: then every attempt is as much this page's as any other. */
  attemptId: string | null;
  store: DeviceStore;
  transport: Transport;
  onStatus: (status: SaveStatus, problem: SaveProblem | null, reason: string) => void;
  schedule: (work: () => void, ms: number) => void;
};

/** What stops the queue until somebody acts. */
type Stop = "signed_out" | "other_person";

export class CommitQueue {
  private readonly lines = new Map<string, Line>();
  /** What the server expects next of each launch; a wrong guess costs one more question. */
  private readonly sequences = new Map<string, number>();
  private attemptId: string | null;
  private writing: Promise<void> = Promise.resolve();
  private isWriting = false;
  private writeAsked = false;
  private pumping: Promise<void> = Promise.resolve();
  private isPumping = false;
  private retryPlanned = false;
  private delay = FIRST_DELAY;
  private gaps = 0;
  private changed = false;
  private stop: Stop | null = null;
  private isPaused = false;
  /** Grows whenever somebody asks to try again: an answer from before says nothing about what holds now. */
  private generation = 0;
  private device: DeviceProblem | null = null;
  private serverFull = false;
  /** Whether the newest state of this window, or work of an earlier one, was kept apart. */
  private setAside: { newest: boolean; earlier: boolean } = { newest: false, earlier: false };
  private epoch = 0;
  private told = "";

  constructor(private readonly options: Options) {
    this.attemptId = options.attemptId;
  }

  /** From now on this launch is the one whose states are new. */
  play(attemptId: string, epoch: number): void {
    this.attemptId = attemptId;
    this.epoch = epoch;
  }

  /** Writes ahead, then sends in the background. Resolves once the line is kept on this device or on the server. */
  add(written: Written): Promise<void> {
    const known = this.lines.get(keyOf(written));
    if (known) return known.kept;
    const line = newLine(written, "writing");
    this.lines.set(keyOf(written), line);
    if (written.epoch === this.epoch) this.changed = false;
    this.tell();
    void this.write();
    return line.kept;
  }

  /** A value was set that no line has yet; or nothing came of it. */
  noteChange(changed: boolean): void {
    this.changed = changed;
    this.tell();
  }

  /** Takes up what earlier windows left on this device. */
  async load(): Promise<void> {
    try {
      for (const written of await this.options.store.list())
        if (!this.lines.has(keyOf(written)))
          this.lines.set(keyOf(written), newLine(written, "device"));
    } catch (error) {
      this.device = problemOf(error);
      this.planRetry();
    }
  }

  /** Sends what waits, oldest first; resolves when nothing is left or nothing can be sent for now. */
  flush(): Promise<void> {
    if (!this.isPumping) {
      this.isPumping = true;
      this.pumping = this.pump();
    }
    return this.pumping;
  }

  /** Sends what this attempt has waiting, and says what is in the way. What the server refuses is not waited for. */
  async drain(): Promise<"drained" | "unreachable" | Stop> {
    await this.writing;
    await this.flush();
    const waits = this.own().some(({ refused }) => refused === null);
    return waits ? (this.stop ?? "unreachable") : "drained";
  }

  /** Tries again after a sign-in, a return of the network, or more room. */
  async resume(): Promise<void> {
    this.generation += 1;
    for (const line of this.lines.values()) line.refused = null;
    this.delay = FIRST_DELAY;
    await this.retry();
  }

  /** How many lines wait, and how many of them only this page has. */
  count(): { waiting: number; notKept: number } {
    const own = this.own();
    const notKept = own.filter(({ place }) => place !== "device").length;
    return { waiting: own.length, notKept };
  }

  private own = (): Line[] =>
    [...this.lines.values()].filter(
      ({ written }) => this.attemptId === null || written.attemptId === this.attemptId,
    );

  private write(): Promise<void> {
    this.writeAsked = true;
    if (!this.isWriting) {
      this.isWriting = true;
      this.writing = this.writeWhileAsked();
    }
    return this.writing;
  }

  private async writeWhileAsked(): Promise<void> {
    try {
      while (this.writeAsked) {
        this.writeAsked = false;
        await this.writeAhead();
      }
    } finally {
      this.isWriting = false;
    }
  }

  /** Everything that is not on this device yet, in order: when one cannot be kept, none after it is. */
  private async writeAhead(): Promise<void> {
    const waiting = [...this.lines.values()].filter(({ place }) => place !== "device");
    waiting.sort((a, b) => compare(a.written, b.written));
    for (const line of waiting) {
      if (!this.lines.has(keyOf(line.written))) continue;
      try {
        const superseded = await this.options.store.append(line.written);
        this.device = null;
        this.placed(line, superseded);
      } catch (error) {
        this.device = problemOf(error);
        for (const late of waiting) if (late.place === "writing") this.remember(late);
        this.planRetry();
        break;
      }
    }
    this.tell();
    void this.flush();
  }

  private placed(line: Line, superseded: Written | null): void {
    line.place = "device";
    line.keep();
    if (superseded) this.drop(keyOf(superseded));
    // sent from memory while it was being written
    if (!this.lines.has(keyOf(line.written))) this.forget(line.written);
  }

  /** Memory is bounded as the device is. */
  private remember(line: Line): void {
    line.place = "memory";
    const lane = [...this.lines.values()].filter(
      ({ place, written }) => place === "memory" && laneOf(written) === laneOf(line.written),
    );
    const others = lane.filter((other) => other !== line).map(({ written }) => written);
    const superseded = supersededBy(line.written, others);
    const older = superseded && this.lines.get(keyOf(superseded));
    if (!older) return;
    void line.kept.then(older.keep);
    this.lines.delete(keyOf(older.written));
  }

  private drop(key: string): void {
    this.lines.get(key)?.keep();
    this.lines.delete(key);
  }

  private async pump(): Promise<void> {
    try {
      for (let next = this.next(); next; next = this.next()) if (!(await this.send(next))) break;
    } finally {
      // in the same instant in which nothing was found, so that no line comes between
      this.isPumping = false;
    }
  }

  /** The oldest line that the server has not refused; none while it is being written. Other attempts come last. */
  private next(): Line | null {
    if (this.isPaused) return null;
    let first: Line | null = null;
    for (const line of this.lines.values())
      if (line.refused === null && (!first || this.isBefore(line, first))) first = line;
    return first && first.place !== "writing" ? first : null;
  }

  private isBefore({ written: a }: Line, { written: b }: Line): boolean {
    const [own, others] = [a, b].map(({ attemptId }) => attemptId === this.attemptId);
    return own === others ? compare(a, b) < 0 : own === true;
  }

  private async send(line: Line): Promise<boolean> {
    const lane = laneOf(line.written);
    const sequence = this.sequences.get(lane) ?? 1;
    const { generation } = this;
    const answer = await this.options.transport.send(line.written, sequence);
    if (generation !== this.generation && isRefusal(answer)) return true;
    const goOn = this.settle(line, answer);
    this.tell();
    return goOn;
  }

  /** What an answer means; true when the next line may follow. */
  private settle(line: Line, answer: Answer): boolean {
    if (answer.kind !== "gap") this.gaps = 0;
    if (answer.kind !== "unreachable") this.stop = null;
    switch (answer.kind) {
      case "stored":
        this.stored(line, answer);
        return true;
      case "gap":
        // what came between is not here any more, or another window sends as well: the line goes where the server expects one
        this.sequences.set(laneOf(line.written), answer.expected);
        this.gaps += 1;
        if (this.gaps <= GAPS_AT_ONCE) return true;
        this.planRetry();
        return false;
      case "refused":
        line.refused = answer.reason;
        return true;
      case "signed_out":
      case "other_person":
        // asked again now and then: an answer may be older than the sign-in that it asks for
        this.stop = answer.kind;
        this.isPaused = true;
        this.planRetry();
        return false;
      case "unreachable":
        this.serverFull = answer.isFull === true;
        this.planRetry();
        return false;
    }
  }

  private stored({ written }: Line, answer: { setAside: boolean; sequence: number }): void {
    this.sequences.set(laneOf(written), answer.sequence + 1);
    this.delay = FIRST_DELAY;
    this.serverFull = false;
    if (written.attemptId === this.attemptId) {
      if (written.epoch === this.epoch) this.setAside.newest = answer.setAside;
      else if (answer.setAside) this.setAside.earlier = true;
    }
    this.drop(keyOf(written));
    this.forget(written);
    if (!answer.setAside) this.forgetRefusedBefore(written);
  }

  /** What the server would not take is part of what it has taken now. */
  private forgetRefusedBefore(stored: Written): void {
    for (const { written, refused } of [...this.lines.values()]) {
      const sameItem = written.entry.item === stored.entry.item;
      if (refused === null || !sameItem || written.attemptId !== stored.attemptId) continue;
      if (compare(written, stored) > 0) continue;
      this.drop(keyOf(written));
      this.forget(written);
    }
  }

  /** A line that cannot be removed is sent once more by the next window, and the server knows it. */
  private forget(written: Written): void {
    this.options.store.remove(written).catch(() => {});
  }

  private tell(): void {
    const { changed, stop, device, serverFull, setAside } = this;
    const { status, problem, reason } = standing(this.own(), {
      ...{ changed, stop, device, serverFull, setAside },
    });
    // nothing was ever said, so nothing was saved
    if (this.told === "" && status === "saved" && !problem) return;
    const telling = `${status} ${problem} ${reason}`;
    if (telling === this.told) return;
    this.told = telling;
    this.options.onStatus(status, problem, reason);
  }

  private planRetry(): void {
    if (this.retryPlanned) return;
    this.retryPlanned = true;
    this.options.schedule(() => {
      this.retryPlanned = false;
      void this.retry();
    }, this.delay);
    this.delay = Math.min(this.delay * 2, LONGEST_DELAY);
  }

  private async retry(): Promise<void> {
    this.isPaused = false;
    await this.load();
    await this.write();
    await this.flush();
    if (this.lines.size === 0) this.stop = null;
    this.tell();
  }
}

const isRefusal = ({ kind }: Answer): boolean =>
  kind === "refused" || kind === "signed_out" || kind === "other_person";

const FIRST_DELAY = 1000;
const LONGEST_DELAY = 30_000;
const GAPS_AT_ONCE = 4;

function newLine(written: Written, place: Line["place"]): Line {
  let keep = () => {};
  const kept = new Promise<void>((resolve) => {
    keep = resolve;
  });
  if (place === "device") keep();
  return { written, place, refused: null, kept, keep };
}

const compare = (a: Written, b: Written): number =>
  (a.attemptId < b.attemptId ? -1 : a.attemptId > b.attemptId ? 1 : 0) ||
  a.epoch - b.epoch ||
  a.mark - b.mark;
