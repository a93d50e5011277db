/**
 * Time and order, made up: everything that would take time in a browser, on the wire or on a disk is a task, and chance says which
 * goes next. Nothing here waits for a real clock.
 */
import type { Random } from "./random";

export type Life = { isDead: boolean; die: () => void };

type Task = { lane: string; life: Life | null; run: () => void };
type Timer = { at: number; life: Life | null; work: () => void };

/** Where a crash is wished for: at the task of this number that belongs to somebody, before or after its effect. */
export type CrashPoint = { task: number; when: "before" | "after" };

/** Lets everything go on that needs no task. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

export class World {
  now = 0;
  /** Tasks done for somebody so far. */
  done = 0;
  private tasks: Task[] = [];
  private timers: Timer[] = [];
  private lanes = 0;

  constructor(
    readonly random: Random,
    public crashPoint: CrashPoint | null = null,
  ) {}

  /** A lane of its own: in any order with everything else. */
  ownLane = (): string => `own ${this.lanes++}`;

  /** Does `effect` some time later, in order within the lane; the answer comes to the living only. */
  task<T>(lane: string, life: Life | null, effect: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const run = () => {
        try {
          const result = effect();
          if (!life?.isDead) resolve(result);
        } catch (error) {
          if (!life?.isDead) reject(error);
        }
      };
      this.post(lane, life, run);
    });
  }

  /** A task that nobody hears of. */
  post(lane: string, life: Life | null, effect: () => void): void {
    if (!life?.isDead) this.tasks.push({ lane, life, run: effect });
  }

  timer(life: Life | null, work: () => void, ms: number): void {
    if (!life?.isDead) this.timers.push({ at: this.now + ms, life, work });
  }

  /** What the dead had under way does not go on, but what is on the wire arrives. */
  bury(life: Life): void {
    this.tasks = this.tasks.filter((task) => task.life !== life);
    this.timers = this.timers.filter((timer) => timer.life !== life);
  }

  /** Up to so many tasks, in an order of chance. */
  async run(tasks: number): Promise<void> {
    for (let left = tasks; left > 0 && this.tasks.length > 0; left--) await this.step();
  }

  /** Until nothing is under way but timers. */
  async quiet(): Promise<void> {
    await turn();
    for (let left = 5000; this.tasks.length > 0; left--) {
      if (left === 0) throw new Error("the world does not come to rest");
      await this.step();
    }
  }

  /** Lets this much time pass, timers and all. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    await this.quiet();
    for (let next = this.nextTimer(end); next; next = this.nextTimer(end)) {
      this.now = next.at;
      const due = this.timers.filter(({ at }) => at === this.now);
      this.timers = this.timers.filter(({ at }) => at !== this.now);
      for (const { work } of due) work();
      await this.quiet();
    }
    this.now = end;
  }

  private nextTimer(end: number): Timer | null {
    let next: Timer | null = null;
    for (const timer of this.timers)
      if (timer.at <= end && (!next || timer.at < next.at)) next = timer;
    return next;
  }

  private async step(): Promise<void> {
    // a clock runs on while others work
    const soon = this.random.isOnce(60) ? this.nextTimer(Number.POSITIVE_INFINITY) : null;
    if (soon) {
      this.now = soon.at;
      this.timers.splice(this.timers.indexOf(soon), 1);
      soon.work();
      return turn();
    }
    const chosen = this.tasks[this.random.below(this.tasks.length)];
    const index = this.tasks.findIndex(({ lane }) => lane === chosen?.lane);
    const [task] = this.tasks.splice(index, 1);
    if (task) this.perform(task);
    return turn();
  }

  private perform({ life, run }: Task): void {
    const crash = life && this.crashPoint?.task === this.done ? this.crashPoint.when : null;
    if (life) this.done += 1;
    if (crash === "before") {
      life?.die();
      return;
    }
    if (crash === "after") {
      // the effect is there, and nobody to hear of it
      if (life) life.isDead = true;
      run();
      life?.die();
      return;
    }
    run();
  }
}
