/** A history as a list of steps: made by chance from a seed, played, and made shorter when it breaks a promise. */
import { Device } from "./device";
import { Oracle } from "./oracle";
import type { Page } from "./page";
import { Random } from "./random";
import { Server } from "./server";
import { type CrashPoint, World } from "./world";

/** `pick` chooses among what there is to choose from, so that a step means something in a shorter history too. */
export type Step = { do: keyof typeof ACTIONS; on: 0 | 1; pick: number };
export type History = { seed: number; steps: Step[]; crash?: CrashPoint };

export type Outcome = {
  broken: string[];
  commits: number;
  crashes: number;
  /** Tasks done for pages before everything healed: where a crash can be wished for. */
  tasks: number;
  server: Server;
};

class Stage {
  readonly random: Random;
  readonly server = new Server();
  readonly oracle = new Oracle(this.server);
  readonly world: World;
  readonly devices: [Device, Device];
  value = 0;

  constructor({ seed, crash }: History) {
    this.random = new Random(seed);
    this.world = new World(this.random, crash ?? null);
    const device = (name: string) => new Device(this.world, this.server, this.oracle, name);
    this.devices = [device("desk"), device("phone")];
  }

  next(): string {
    this.value += 1;
    return String(this.value);
  }
}

type Action = (stage: Stage, device: Device, pick: number) => void | Promise<void>;

const ITEMS = ["first", "first", "second"];
const itemOf = (pick: number) => ITEMS[pick % ITEMS.length] ?? "first";
const pageOf = ({ pages }: Device, pick: number): Page | undefined => pages[pick % pages.length];
const personOf = (device: Device) => device.session ?? "Ann";

const ACTIONS = {
  say: (stage, device, pick) => pageOf(device, pick)?.say(itemOf(pick), stage.next()),
  "say twice": (stage, device, pick) => {
    for (const item of [itemOf(pick), itemOf(pick + 1)])
      pageOf(device, pick)?.say(item, stage.next());
  },
  "say much": async (stage, device, pick) => {
    for (let times = 0; times < 60; times++) {
      pageOf(device, pick)?.say(itemOf(times), stage.next());
      await stage.world.run(3);
    }
  },
  change: (stage, device, pick) =>
    pageOf(device, pick)?.change(itemOf(pick), stage.next(), pick % 3 === 0),
  "go on": ({ world }, _device, pick) => world.run(1 + (pick % 9)),
  rest: ({ world }) => world.quiet(),
  "wait a second": ({ world }) => world.pass(1100),
  "wait half a minute": ({ world }) => world.pass(31_000),
  open: (_stage, device) => device.open(),
  crash: (_stage, device, pick) => device.crash(pageOf(device, pick), false),
  "lose power": (_stage, device, pick) => {
    const struck = pageOf(device, pick);
    device.crash(struck, true);
    for (const page of [...device.pages]) device.crash(page, false);
  },
  "fair weather": (_stage, { wire }) => {
    wire.weather = "fair";
  },
  flaky: (_stage, { wire }) => {
    wire.weather = "flaky";
  },
  offline: (_stage, { wire }) => {
    wire.weather = "offline";
  },
  "two hours offline": async (stage, device, pick) => {
    device.wire.weather = "offline";
    const before = device.wire.requests;
    for (let times = 0; times < 4; times++) {
      pageOf(device, pick)?.say(itemOf(pick), stage.next());
      await stage.world.pass(1_800_000);
    }
    device.wire.weather = "fair";
    const most = 600 * Math.max(1, device.pages.length);
    if (device.wire.requests - before > most) stage.oracle.note("an offline page asks too often");
  },
  "back online": (_stage, device) => {
    device.wire.weather = "fair";
    for (const page of device.pages) page.resume();
  },
  "deliver late": (_stage, { wire }) => wire.deliverLate(),
  "hide the page": (_stage, device, pick) => pageOf(device, pick)?.flush(),
  resume: (_stage, device, pick) => pageOf(device, pick)?.resume(),
  "restart the server": ({ server }) => {
    server.process += 1;
  },
  "fill the server": ({ server }) => {
    server.isFull = true;
  },
  "make room on the server": ({ server }) => {
    server.isFull = false;
  },
  refuse: ({ server, value }) => server.refuse(String(value)),
  "sign out": (_stage, device) => {
    device.session = null;
  },
  "sign in as Ann": (_stage, device) => {
    device.session = "Ann";
  },
  "sign in as Ben": (_stage, device) => {
    device.session = "Ben";
  },
  "disk full": (_stage, device) => {
    device.disk(personOf(device)).fault = "full";
  },
  "disk closed": (_stage, device) => {
    device.disk(personOf(device)).fault = "closed";
  },
  "disk silent": (_stage, device) => {
    device.disk(personOf(device)).fault = "silent";
  },
  "disk well": (_stage, device) => {
    device.disk(personOf(device)).fault = null;
  },
  "wipe the disk": (stage, device) => {
    device.disk(personOf(device)).wipe();
    stage.oracle.wipedDisk(device, personOf(device));
  },
  "shelf full": (_stage, device) => {
    device.shelf(personOf(device)).fault = "full";
  },
  "shelf denied": (_stage, device) => {
    device.shelf(personOf(device)).fault = "denied";
  },
  "shelf well": (_stage, device) => {
    device.shelf(personOf(device)).fault = null;
  },
  "wipe the shelf": (stage, device) => {
    device.shelf(personOf(device)).values.clear();
    stage.oracle.wipedShelf(device, personOf(device));
  },
  "keep the newer": ({ server }, device) => server.choose(`attempt of ${personOf(device)}`, "keep"),
  "use the older": ({ server }, device) => server.choose(`attempt of ${personOf(device)}`, "use"),
} satisfies Record<string, Action>;

const WEIGHTS: Record<keyof typeof ACTIONS, number> = {
  ...{ say: 60, "say twice": 20, "say much": 1, change: 16, "go on": 40, rest: 24 },
  ...{ "wait a second": 10, "wait half a minute": 4, open: 14, crash: 14, "lose power": 6 },
  ...{ "fair weather": 8, flaky: 12, offline: 10, "two hours offline": 1, "back online": 10 },
  ...{ "deliver late": 5, "hide the page": 3, resume: 5, "restart the server": 5 },
  ...{ "fill the server": 3, "make room on the server": 3, refuse: 4, "sign out": 3 },
  ...{ "sign in as Ann": 4, "sign in as Ben": 3, "disk full": 4, "disk closed": 3 },
  ...{ "disk silent": 2, "disk well": 5, "wipe the disk": 3, "shelf full": 3, "shelf denied": 2 },
  ...{ "shelf well": 4, "wipe the shelf": 2, "keep the newer": 2, "use the older": 3 },
};
const CHOICES = Object.entries(WEIGHTS).map(
  ([name, weight]) => [weight, name as keyof typeof ACTIONS] as const,
);

/** The history that belongs to a seed. */
export function historyOf(seed: number): History {
  const random = new Random(seed ^ 0x5bd1e995);
  const steps: Step[] = [
    { do: "open", on: 0, pick: 0 },
    { do: "rest", on: 0, pick: 0 },
  ];
  for (let left = 5 + random.below(10); left > 0; left--)
    steps.push({
      do: random.weighted(CHOICES),
      on: random.isOnce(4) ? 1 : 0,
      pick: random.below(30),
    });
  return { seed, steps };
}

export async function play(history: History): Promise<Outcome> {
  const stage = new Stage(history);
  let tasks = 0;
  let crashes = 0;
  try {
    for (const step of history.steps) await perform(stage, step);
    tasks = stage.world.done;
    crashes = stage.devices.reduce((sum, device) => sum + device.crashes, 0);
    await heal(stage);
  } catch (error) {
    stage.oracle.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  return {
    broken: stage.oracle.broken,
    commits: stage.server.commits,
    crashes,
    tasks,
    server: stage.server,
  };
}

async function perform(stage: Stage, { do: name, on, pick }: Step): Promise<void> {
  const action: Action = ACTIONS[name];
  const device = stage.devices[on];
  await action(stage, device, pick);
  stage.oracle.checkBounds(device);
}

/** Everything that was wrong is over: pages that still live settle, then every device is opened once more by everybody. */
async function heal(stage: Stage): Promise<void> {
  const { server, devices, world, oracle } = stage;
  world.crashPoint = null;
  server.isFull = false;
  server.refuse(null);
  for (const device of devices) device.wire.weather = "fair";
  for (const { wire } of devices) wire.deliverLate();
  for (const device of devices)
    for (const person of ["Ann", "Ben"]) {
      device.disk(person).fault = null;
      device.shelf(person).fault = null;
    }
  for (const device of devices) await settle(stage, device);
  for (const device of devices)
    for (const person of device.users) await openOnce(stage, device, person);
  await world.quiet();
  oracle.finish();
}

/** A request that hangs is given up after half of it, and tried again: longer than any page needs when nothing is in its way. */
const PEACE_MS = 70_000;

async function settle({ world, oracle }: Stage, device: Device): Promise<void> {
  const [page] = device.pages;
  if (!page) return;
  device.session = page.person;
  const together = device.pages.filter(({ person }) => person === page.person);
  for (const each of together) each.resume();
  await world.pass(PEACE_MS);
  for (const each of together) oracle.settled(each);
  for (const each of [...device.pages]) device.crash(each, false);
}

async function openOnce({ world, oracle }: Stage, device: Device, person: string) {
  device.session = person;
  device.open();
  await world.pass(PEACE_MS);
  for (const page of [...device.pages]) {
    oracle.settled(page);
    page.die();
  }
  const { lines } = device.disk(person);
  if (lines.size > 0) oracle.note(`${lines.size} lines are left on a device that was opened again`);
  const { values } = device.shelf(person);
  const left = [...values.keys()].filter((key) => key.startsWith("breakwater:"));
  if (left.length > 0) oracle.note(`${left.length} places of the journal are left`);
}

/** The shortest history that still breaks a promise: steps are left out as long as it does. */
export async function shrink(history: History): Promise<History> {
  let shortest = history;
  for (let index = shortest.steps.length - 1; index >= 0; index--) {
    const steps = shortest.steps.filter((_step, other) => other !== index);
    const shorter = { ...shortest, steps };
    if ((await play(shorter)).broken.length > 0) shortest = shorter;
  }
  return shortest;
}

export const describeHistory = ({ seed, steps, crash }: History): string =>
  [
    `seed ${seed}${crash ? `, crash ${crash.when} task ${crash.task}` : ""}`,
    ...steps.map(({ do: name, on, pick }) => `  ${on === 0 ? "desk" : "phone"}: ${name} (${pick})`),
  ].join("\n");
