/** What earlier visits to any lesson left on this device, sent from a page that plays none; over an injected store and transport. */
import { CommitQueue, type Transport } from "./commit-queue";
import type { SaveProblem, SaveStatus } from "./standing";
import { type DeviceStore, withPatience } from "./write-ahead";

/** `waits`: on this device until there is a connection. `signed_out`: until its person signs in. `refused`: the server will not have it. */
export type WaitingWord = "sending" | "sent" | "waits" | "signed_out" | "refused";

type Host = {
  store: DeviceStore;
  transport: Transport;
  schedule: (work: () => void, ms: number) => void;
  show: (word: WaitingWord) => void;
};

/**
 * Sends it and says how that goes; where nothing waits, nothing is said. Answers how to try again at once. A window that plays one of
 * the lessons may send the same lines: they are named, and the server takes each once.
 */
export async function sendWaiting(host: Host): Promise<{ again: () => void } | null> {
  const { transport, schedule, show } = host;
  let isFirst = true;
  const queue = new CommitQueue({
    ...{ attemptId: null, store: withPatience(host.store, schedule), transport, schedule },
    onStatus: (status, problem) => {
      if (!isFirst) show(wordFor(status, problem));
    },
  });
  await queue.load();
  if (queue.count().waiting === 0) return null;
  show("sending");
  const outcome = await queue.drain();
  isFirst = false;
  if (outcome === "unreachable") show("waits");
  else if (outcome !== "drained") show("signed_out");
  else show(queue.count().waiting > 0 ? "refused" : "sent");
  return { again: () => void queue.resume() };
}

function wordFor(status: SaveStatus, problem: SaveProblem | null): WaitingWord {
  if (problem === "signed_out" || problem === "other_person") return "signed_out";
  if (status === "refused") return "refused";
  return status === "saved" ? "sent" : "waits";
}
