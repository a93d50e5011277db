/** Thousands of seeded runs of two devices against a server over a bad network: nothing written ahead is ever lost. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { replay } from "~/domain/learning/reducer";
import { Device, settle } from "../../tests/simulation/device";
import { Server } from "../../tests/simulation/server";
import type { Answer } from "./commit-queue";

const action = fc.oneof(
  { weight: 6, arbitrary: fc.constant("set" as const) },
  { weight: 3, arbitrary: fc.constant("settle" as const) },
  { weight: 2, arbitrary: fc.constant("timer" as const) },
  { weight: 2, arbitrary: fc.constant("crash" as const) },
  { weight: 2, arbitrary: fc.constant("launch" as const) },
  { weight: 1, arbitrary: fc.constant("deliver late" as const) },
  { weight: 1, arbitrary: fc.constant("sign in" as const) },
);
const network = fc.constantFrom("ok", "lost", "answer lost", "late", "signed out" as const);
const run = fc.record({
  steps: fc.array(fc.tuple(action, fc.nat({ max: 1 })), { maxLength: 40 }),
  network: fc.infiniteStream(network),
  pauses: fc.infiniteStream(fc.nat({ max: 4 })),
});

type Run = typeof run extends fc.Arbitrary<infer T> ? T : never;

async function play({ steps, network: fate, pauses }: Run) {
  const server = new Server(fate);
  const devices = [new Device(server, pauses), new Device(server, pauses)] as const;
  for (const device of devices) await device.launch();
  for (const [step, which] of steps) {
    const device = devices[which === 0 ? 0 : 1];
    if (step === "set") device.shellSays();
    else if (step === "settle") await settle(30);
    else if (step === "timer") device.fireTimers();
    else if (step === "crash") device.crash();
    else if (step === "launch") void device.launch();
    else if (step === "deliver late") server.deliverLate();
    else void device.queue?.resume();
    expect(device.liedAboutSaving).toBe(false);
  }
  return { server, devices };
}

describe("the commit queue", () => {
  it("loses nothing written ahead, in 3000 runs of crashes, lost answers and two devices", async () => {
    let written = 0;
    await fc.assert(
      fc.asyncProperty(run, async (asked) => {
        const { server, devices } = await play(asked);
        server.heal();
        for (const device of devices) {
          device.crash();
          await device.launch();
          await settle(400);
          const missing = device.journalled().filter((value) => !server.has(value));
          expect(missing).toEqual([]);
          expect(device.pendingCount()).toBe(0);
          written += device.journalled().length;
        }
        expect(server.state).toEqual(replay(server.accepted()));
        expect(server.isContiguous()).toBe(true);
      }),
      { numRuns: 3000, seed: 20261123 },
    );
    expect(written).toBeGreaterThan(1000);
  }, 60_000);

  it("keeps one retry in flight, however much is added offline", async () => {
    const server = new Server(repeat("lost"));
    const device = new Device(server, repeat(0));
    server.network = repeat("ok");
    await device.launch();
    server.network = repeat("lost");
    for (let value = 0; value < 200; value++) {
      device.shellSays();
      await settle(20);
    }
    expect(device.timers.length).toBe(1);
    expect(device.status).toBe("on_device");
  });

  it("goes on with the newer launch when a commit of an older one is refused, and says so", async () => {
    const server = new Server(repeat("ok"));
    const device = new Device(server, repeat(0));
    await device.launch();
    const first = device.shellSays();
    server.refuse(first);
    await settle(40);
    expect(device.status).toBe("refused");
    device.shellSays();
    await settle(40);
    expect(device.status).toBe("refused");
    await device.launch();
    const next = device.shellSays();
    await settle(60);
    expect(server.has(next)).toBe(true);
    expect(device.status).toBe("refused");
    server.refuse(null);
    await device.queue?.resume();
    await settle(60);
    expect(server.has(first)).toBe(true);
  });

  it("asks for a sign-in until there is one, and keeps everything meanwhile", async () => {
    const server = new Server(repeat("ok"));
    const device = new Device(server, repeat(0));
    await device.launch();
    server.network = repeat("signed out");
    const values = [device.shellSays(), device.shellSays()];
    await settle(40);
    expect(device.status).toBe("signed_out");
    server.network = repeat("ok");
    await device.queue?.resume();
    await settle(40);
    expect(values.every((value) => server.has(value))).toBe(true);
    expect(device.status).toBe("saved");
  });
});

function repeat<T extends Answer["kind"] | string | number>(value: T): IterableIterator<T> {
  const endless: IterableIterator<T> = {
    next: () => ({ value, done: false }),
    [Symbol.iterator]: () => endless,
  };
  return endless;
}
