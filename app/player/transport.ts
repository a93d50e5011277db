/** Commits over HTTP. Whatever is not a clear answer of the server counts as unreachable and is tried again. */
import { originalText } from "~/domain/learning/cmi";
import type { LaunchTicket } from "~/domain/learning/schema";
import type { Trouble } from "~/domain/operations/schema";
import type { Answer, Transport } from "./commit-queue";
import type { Obstacle, Recalled } from "./save-session";

/** As the player page's person: a session that belongs to somebody else by now is told apart. */
export const httpTransport = (personId: string): Transport => ({
  async send({ token, mark, entry }, sequence): Promise<Answer> {
    try {
      const message = { token, sequence, mark, ...entry };
      return await read(await post("/learn/commits", personId, message));
    } catch {
      return { kind: "unreachable" };
    }
  },
});

/** A request that outlives its page may have 64 KiB (Fetch §4.6); a longer one would not be sent at all. */
const KEEPALIVE_BYTES = 60_000;
/** A connection that is half gone answers nothing for minutes. */
const PATIENCE_MS = 30_000;

function post(path: string, personId: string, message: object): Promise<Response> {
  const body = new TextEncoder().encode(JSON.stringify(message));
  return fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Breakwater-Person": personId },
    body,
    keepalive: body.byteLength < KEEPALIVE_BYTES,
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
}

async function read(response: Response): Promise<Answer> {
  if (response.status === 401) return { kind: "signed_out" };
  const answer = (await response.json()) as Record<string, unknown>;
  if (response.status === 422 || response.status === 413)
    return { kind: "refused", reason: String(answer.reason) };
  if (answer.reason === "other_person") return { kind: "other_person" };
  if (answer.reason === "server_full") return { kind: "unreachable", isFull: true };
  return response.ok ? outcomeOf(answer) : { kind: "unreachable" };
}

/** A proxy or a guest network may answer in the server's place: only words of the server count. */
function outcomeOf({ outcome, sequence, expected }: Record<string, unknown>): Answer {
  if (outcome === "unknown_launch") return { kind: "refused", reason: "unknown_launch" };
  if (outcome === "gap" && typeof expected === "number") return { kind: "gap", expected };
  const isStored = outcome === "applied" || outcome === "duplicate" || outcome === "set_aside";
  return isStored && typeof sequence === "number"
    ? { kind: "stored", setAside: outcome === "set_aside", sequence }
    : { kind: "unreachable" };
}

/** Asks for a launch, or says why there is none now. */
export async function requestLaunch(
  personId: string,
  registrationId: string,
  wish: { mode: string | null; attemptId: string | null },
): Promise<LaunchTicket | Obstacle> {
  const asked = { registrationId, ...wish };
  const ticket = await ask<LaunchTicket>("/learn/launches", personId, asked);
  if (typeof ticket === "string") return ticket;
  for (const item of Object.values(ticket.state.items))
    for (const [element, value] of Object.entries(item.cmi))
      item.cmi[element] = originalText(value);
  return ticket;
}

/** How long somebody who wants to go waits for an answer. */
const ANSWER_MS = 5000;

/** Whether the server answers, whatever it says: a page of it would open. */
export const isReachable = (): Promise<boolean> =>
  fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(ANSWER_MS) }).then(
    () => true,
    () => false,
  );

/** Leaves what support may know; false when the server cannot take it now. */
export const reportTrouble = async (personId: string, trouble: Trouble): Promise<boolean> =>
  (await ask<Trouble>("/learn/troubles", personId, trouble)) !== "unreachable";

/** Asks again for the tokens of launches that this device has forgotten. */
export const recallLaunches = (
  personId: string,
  launches: { attemptId: string; epoch: number }[],
): Promise<Recalled | Obstacle> => ask("/learn/launch-tokens", personId, { launches });

async function ask<T>(path: string, personId: string, message: object): Promise<T | Obstacle> {
  try {
    const response = await post(path, personId, message);
    if (response.status === 401) return "signed_out";
    const answer = (await response.json()) as T & { reason?: string };
    if (answer.reason === "other_person") return "other_person";
    if (CLOSED.includes(response.status)) return "closed";
    return response.ok ? answer : "unreachable";
  } catch {
    return "unreachable";
  }
}

const CLOSED = [403, 404, 409, 410];
