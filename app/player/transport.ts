/** Commits over HTTP. Whatever is not a clear answer of the server counts as unreachable and is tried again. */
import type { LaunchTicket } from "~/domain/learning/schema";
import type { Answer, Pending, Transport } from "./commit-queue";

export const httpTransport: Transport = {
  async send(commit: Pending): Promise<Answer> {
    try {
      const body = JSON.stringify({
        token: commit.token,
        sequence: commit.sequence,
        ...commit.entry,
      });
      const response = await fetch("/learn/commits", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body,
        keepalive: body.length < 60_000,
      });
      return await read(response);
    } catch {
      return { kind: "unreachable" };
    }
  },
};

async function read(response: Response): Promise<Answer> {
  if (response.status === 401) return { kind: "signed_out" };
  if (response.status === 422 || response.status === 413)
    return {
      kind: "refused",
      reason: String(((await response.json()) as { reason?: string }).reason),
    };
  if (!response.ok) return { kind: "unreachable" };
  const answer = (await response.json()) as { outcome: string; expected?: number };
  if (answer.outcome === "unknown_launch") return { kind: "signed_out" };
  if (answer.outcome === "gap") return { kind: "gap", expected: answer.expected ?? 0 };
  return { kind: "stored", setAside: answer.outcome === "set_aside" };
}

/** Asks for a launch; null when the server cannot be reached, "signed_out" when it does not know the person. */
export async function requestLaunch(
  registrationId: string,
  wish: { mode: string | null; attemptId: string | null },
): Promise<LaunchTicket | "signed_out" | null> {
  try {
    const response = await fetch("/learn/launches", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ registrationId, ...wish }),
    });
    if (response.status === 401) return "signed_out";
    return response.ok ? ((await response.json()) as LaunchTicket) : null;
  } catch {
    return null;
  }
}
