import { expect, it } from "vitest";
import { openTroubleLog } from "./trouble";

const trouble = (kind: string) => ({
  ...{ kind, attemptId: null, status: "on_device", reason: "", waiting: 3, notKept: 0 },
});

it("reports each kind of trouble once, in order, and when the server is there again", async () => {
  const taken: string[] = [];
  const timers: (() => void)[] = [];
  let isThere = false;
  const log = openTroubleLog({
    report: async ({ kind, code, afterSeconds }) => {
      if (isThere) taken.push(`${kind} ${code} ${afterSeconds}`);
      return isThere;
    },
    seconds: () => 5 + taken.length,
    schedule: (work) => void timers.push(work),
    random: () => new Uint8Array([0, 1, 2, 3, 28, 29, 30, 31, 99]),
  });
  const pass = async () => {
    for (const work of timers.splice(0)) work();
    await new Promise((resolve) => setImmediate(resolve));
  };
  for (const kind of ["unreachable", "unreachable", "server_full"]) log.note(trouble(kind));
  expect(timers).toHaveLength(1);
  await pass();
  await pass();
  expect(taken).toEqual([]);
  isThere = true;
  await pass();
  expect(log.code).toBe("ABCD4567");
  expect(taken).toEqual(["unreachable ABCD4567 0", "server_full ABCD4567 0"]);
  await pass();
  expect(taken).toHaveLength(2);
});
