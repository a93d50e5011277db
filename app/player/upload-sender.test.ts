import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Answer, type Ports, type Report, sendFile } from "./upload-sender";

const FILE = Uint8Array.from({ length: 3_000_000 }, (_value, index) => index % 251);

/** A server that keeps what it counted, and a link on which `fate` decides what becomes of each sending. */
function world(fate: (sending: number) => "ok" | "lost" | "answer_lost" | Answer) {
  const kept = new Uint8Array(FILE.length);
  let received = 0;
  let clock = 0;
  let sendings = 0;
  const waits: number[] = [];
  const upload = () => ({
    state: received === FILE.length ? "waiting" : "receiving",
    ...{ received, bytes: FILE.length },
  });
  const take = (piece: ArrayBuffer, offset: number): Answer => {
    if (offset > received) return { status: 409, reason: "piece_out_of_order", expected: received };
    kept.set(new Uint8Array(piece), offset);
    received = Math.max(received, offset + piece.byteLength);
    return { status: 200, upload: upload() };
  };
  const ports: Ports = {
    send: async (piece, offset) => {
      clock += piece.byteLength / 100;
      const now = fate(sendings++);
      if (now === "lost") throw new TypeError("no connection");
      if (typeof now === "object") return now;
      const answer = take(piece, offset);
      if (now === "answer_lost") throw new TypeError("no connection");
      return answer;
    },
    slice: async (from, to) => FILE.slice(from, to).buffer,
    wait: async (milliseconds) => void waits.push(milliseconds),
    now: () => clock,
  };
  return { ports, waits, upload, kept, sent: () => sendings };
}

describe("sending a package in pieces", () => {
  test("whatever the link does, the file arrives whole and as it was", async () => {
    const fates = fc.array(fc.constantFrom("ok", "lost", "answer_lost"), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(fates, async (plan) => {
        const { ports, upload, kept } = world(
          (sending) => (plan[sending] ?? "ok") as "ok" | "lost",
        );
        expect(await sendFile(ports, upload(), () => {})).toEqual({ state: "waiting" });
        expect(Buffer.compare(kept, FILE)).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  test("what another tab has sent meanwhile is not sent again", async () => {
    const { ports, upload } = world(() => "ok");
    const here = upload();
    await sendFile(ports, here, () => {});
    const reports: Report[] = [];
    expect(await sendFile(ports, { ...here, received: 0 }, (r) => reports.push(r))).toEqual({
      state: "waiting",
    });
    expect(reports.length).toBe(1);
  });

  test("a full disk and an ended session are waited out, longer each time, and told", async () => {
    const troubles: Answer[] = [
      { status: 503, reason: "storage_full" },
      { status: 401, reason: "signed_out" },
      { status: 503, reason: "storage_full" },
    ];
    const { ports, upload, waits } = world((sending) => troubles[sending] ?? "ok");
    const told: (string | null)[] = [];
    expect(await sendFile(ports, upload(), ({ trouble }) => told.push(trouble))).toEqual({
      state: "waiting",
    });
    expect(told.slice(0, 4)).toEqual(["storage_full", "signed_out", "storage_full", null]);
    expect(waits).toEqual([1000, 2000, 4000]);
  });

  test("an upload that is not there any more is not sent to for ever", async () => {
    const { ports, upload, sent } = world(() => ({ status: 404, reason: "unknown_upload" }));
    expect(await sendFile(ports, upload(), () => {})).toEqual({ refused: "unknown_upload" });
    expect(sent()).toBe(1);
  });

  test("on a slow link the pieces get smaller, so that a cut loses little", async () => {
    const sizes: number[] = [];
    const { ports, upload } = world(() => "ok");
    const slow: Ports = {
      ...ports,
      send: (piece, offset) => {
        sizes.push(piece.byteLength);
        return ports.send(piece, offset);
      },
    };
    await sendFile(slow, upload(), () => {});
    // 100 bytes a millisecond: four seconds take 400 kB
    expect(sizes.slice(1, -1).every((size) => Math.abs(size - 400_000) < 5000)).toBe(true);
  });
});
