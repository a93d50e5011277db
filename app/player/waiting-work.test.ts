import { beforeEach, describe, expect, it } from "vitest";
import type { Answer } from "./commit-queue";
import { sendWaiting } from "./waiting-work";
import { type DeviceStore, keyOf, type Written } from "./write-ahead";

const written = (attemptId: string, mark: number): Written => ({
  ...{ attemptId, epoch: 1, token: `of ${attemptId}`, mark },
  entry: {
    ...{ item: "i", visit: "1", seconds: 1, viewed: false, cmi: { "cmi.location": `${mark}` } },
    ...{ sequencing: null, objectives: {}, course: null },
  },
});

let disk: Map<string, Written>;
let sent: string[];
let answer: (line: Written) => Answer;
let later: (() => void)[];
let words: string[];

const store = (): DeviceStore => ({
  append: async () => null,
  list: async () => [...disk.values()],
  remove: async (line) => void disk.delete(keyOf(line)),
  rememberLaunch: async () => {},
  tokenOf: async () => null,
});

const send = () =>
  sendWaiting({
    store: store(),
    transport: {
      send: async (line) => {
        sent.push(keyOf(line));
        return answer(line);
      },
    },
    schedule: (work) => void later.push(work),
    show: (word) => void words.push(word),
  });

beforeEach(() => {
  disk = new Map([written("b", 2), written("a", 7), written("b", 1)].map((l) => [keyOf(l), l]));
  answer = () => ({ kind: "stored", setAside: false, sequence: 1 });
  [sent, later, words] = [[], [], []];
});

describe("what waits on a device", () => {
  it("is sent, whichever lesson it is from, each in its order, and forgotten when it has arrived", async () => {
    await send();
    expect(sent).toEqual(["a 1 7", "b 1 1", "b 1 2"]);
    expect(disk.size).toBe(0);
    expect(words).toEqual(["sending", "sent"]);
  });

  it("is nobody's word where there is none", async () => {
    disk.clear();
    expect(await send()).toBeNull();
    expect(words).toEqual([]);
  });

  it("stays and is said to wait while there is no connection, and goes by itself later", async () => {
    answer = () => ({ kind: "unreachable" });
    await send();
    expect([disk.size, words.at(-1)]).toEqual([3, "waits"]);
    answer = () => ({ kind: "stored", setAside: false, sequence: 1 });
    for (const work of later.splice(0)) work();
    await expect.poll(() => words.at(-1)).toBe("sent");
    expect(disk.size).toBe(0);
  });

  it.each(["signed_out", "other_person"] as const)(
    "stays where the session is not its person's: %s",
    async (kind) => {
      answer = () => ({ kind });
      await send();
      expect(sent).toHaveLength(1);
      expect([disk.size, words.at(-1)]).toEqual([3, "signed_out"]);
    },
  );

  it("that the server refuses stays, and does not hold up the rest", async () => {
    answer = ({ attemptId }) =>
      attemptId === "a"
        ? { kind: "refused", reason: "unknown_launch" }
        : { kind: "stored", setAside: false, sequence: 1 };
    await send();
    expect([...disk.keys()]).toEqual(["a 1 7"]);
    expect(words.at(-1)).toBe("refused");
  });
});
