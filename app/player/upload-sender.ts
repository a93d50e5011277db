/**
 * Sends a file in pieces and gives up only when the server says that there is no use. How far the file is on the server is
 * always the server's word. A lost connection, a full disk, an ended session and a restarted server are waited out.
 */

export type Standing = { state: string; received: number; bytes: number };
export type Answer =
  | { status: 200; upload: Standing }
  | { status: number; reason: string; expected?: number };

/** What the sender needs of the world, so that tests can give it another one. */
export type Ports = {
  /** Rejects when there is no connection. */
  send: (piece: ArrayBuffer, offset: number) => Promise<Answer>;
  slice: (from: number, to: number) => Promise<ArrayBuffer>;
  /** Ends after so long, or as soon as there is reason to try again. */
  wait: (milliseconds: number) => Promise<void>;
  now: () => number;
};

export type Report = { received: number; bytesPerSecond: number | null; trouble: Trouble | null };
export type Trouble = "offline" | "signed_out" | "storage_full" | "server";

const SMALLEST = 64 * 1024;
const LARGEST = 8 * 1024 * 1024;
const FIRST = 512 * 1024;
/** A piece should take about this long: short enough to lose little, long enough not to wait for answers. */
const AIM_MS = 4000;
const LONGEST_WAIT_MS = 30_000;

/** Sends what is missing. Answers the upload's state once it no longer takes pieces, or the reason why there is no use. */
export async function sendFile(
  ports: Ports,
  upload: Standing,
  report: (report: Report) => void,
): Promise<{ state: string } | { refused: string }> {
  let standing = upload;
  let size = FIRST;
  let failures = 0;
  let bytesPerSecond: number | null = null;
  while (standing.state === "receiving") {
    const offset = standing.received;
    const piece = await ports.slice(offset, Math.min(offset + size, standing.bytes));
    const begun = ports.now();
    const answer = await ports.send(piece, offset).catch(() => null);
    if (answer && "upload" in answer) {
      const took = Math.max(1, ports.now() - begun);
      bytesPerSecond = Math.round((piece.byteLength / took) * 1000);
      size = clamp(Math.round((bytesPerSecond * AIM_MS) / 1000), size);
      failures = 0;
      standing = answer.upload;
      report({ received: standing.received, bytesPerSecond, trouble: null });
      continue;
    }
    if (answer?.expected !== undefined && answer.expected !== offset) {
      standing = { ...standing, received: answer.expected };
      continue;
    }
    const trouble = troubleOf(answer);
    if (!trouble) return { refused: answer && "reason" in answer ? answer.reason : "unexpected" };
    failures += 1;
    size = Math.max(SMALLEST, Math.round(size / 2));
    report({ received: offset, bytesPerSecond, trouble });
    await ports.wait(Math.min(LONGEST_WAIT_MS, 1000 * 2 ** Math.min(failures - 1, 5)));
  }
  return { state: standing.state };
}

/** At most double at a time: one fast piece says little. */
const clamp = (wanted: number, before: number) =>
  Math.max(SMALLEST, Math.min(LARGEST, before * 2, wanted));

/** What passes by itself or with a sign-in; null for what sending again does not mend. */
function troubleOf(answer: Answer | null): Trouble | null {
  if (!answer) return "offline";
  if (answer.status === 401) return "signed_out";
  if ("reason" in answer && answer.reason === "storage_full") return "storage_full";
  if (answer.status >= 500 || answer.status === 408 || answer.status === 429) return "server";
  return "reason" in answer && answer.reason === "piece_damaged" ? "offline" : null;
}
