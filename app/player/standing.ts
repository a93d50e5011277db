/** How saving stands, from what waits and what is in the way. Pure: it never says more than is certain. */
import type { DeviceProblem } from "./write-ahead";

/** Where the newest of the learner's work is. `not_kept`: nowhere but in this page. */
export type SaveStatus = "saving" | "not_kept" | "refused" | "on_device" | "set_aside" | "saved";

/** Why it is not on the server, and so what the learner can do. */
export type SaveProblem =
  | "signed_out"
  | "other_person"
  | "refused"
  | "server_full"
  | DeviceProblem
  | "set_aside"
  | "earlier_set_aside";

/** An unsent line: where it is, and why the server would not take it. */
export type Waiting = { place: "writing" | "device" | "memory"; refused: string | null };

type Known = {
  changed: boolean;
  stop: "signed_out" | "other_person" | null;
  device: DeviceProblem | null;
  serverFull: boolean;
  setAside: { newest: boolean; earlier: boolean };
};

/** `lines` are the unsent ones of this attempt. */
export function standing(lines: Waiting[], known: Known) {
  const refused = lines.find((line) => line.refused !== null)?.refused ?? "";
  return {
    status: statusOf(lines, known, refused),
    problem: problemFor(lines, known, refused),
    reason: refused,
  };
}

function statusOf(lines: Waiting[], { changed, setAside }: Known, refused: string): SaveStatus {
  if (changed || lines.some(({ place }) => place === "writing")) return "saving";
  if (lines.some(({ place }) => place === "memory")) return "not_kept";
  if (refused) return "refused";
  if (lines.length > 0) return "on_device";
  return setAside.newest ? "set_aside" : "saved";
}

function problemFor(
  lines: Waiting[],
  { stop, device, serverFull, setAside }: Known,
  refused: string,
): SaveProblem | null {
  if (stop) return stop;
  if (refused) return "refused";
  if (lines.some(({ place }) => place === "memory")) return device ?? "device_closed";
  if (serverFull && lines.length > 0) return "server_full";
  if (setAside.newest) return "set_aside";
  return setAside.earlier ? "earlier_set_aside" : null;
}
