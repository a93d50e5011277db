/** Endpoints that our own scripts call with JSON: same session, same domain errors, answers as JSON. */
import type { ActionFunctionArgs } from "@remix-run/node";
import type { z } from "zod";
import type { Actor } from "~/domain/kernel/actor";
import { DomainError } from "~/domain/kernel/errors";
import { STATUS } from "./errors.server";

/** The largest run-time data that is stored, in bytes of its JSON, with room to spare. */
const LIMIT = 6_000_000;

/** The body as text, or null as soon as it is longer than `limit` bytes, whatever its headers say. */
export const readAtMost = async (request: Request, limit: number): Promise<string | null> =>
  (await readBytesAtMost(request, limit))?.toString("utf8") ?? null;

/** The same as it came. */
export async function readBytesAtMost(request: Request, limit: number): Promise<Buffer | null> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) return null;
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader?.read(); next?.value; next = await reader?.read()) {
    size += next.value.byteLength;
    if (size > limit) return null;
    chunks.push(next.value);
  }
  return Buffer.concat(chunks);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** An action that parses a JSON body and answers JSON; 401 when nobody is signed in. */
export function defineJsonAction<S extends z.ZodType, R extends object>(
  schema: S,
  handler: (asked: { actor: Actor; body: z.output<S> }) => Promise<R>,
) {
  return async ({ request, context }: ActionFunctionArgs): Promise<Response> => {
    const actor = context.session?.actor;
    if (!actor) return Response.json({ reason: "signed_out" }, { status: 401 });
    // a page of one person must not act for another who signed in on the same machine meanwhile
    const asked = request.headers.get("Breakwater-Person");
    if (asked !== null && asked !== actor.personId)
      return Response.json({ reason: "other_person" }, { status: 409 });
    const text = await readAtMost(request, LIMIT);
    if (text === null) return Response.json({ reason: "too_large", limit: LIMIT }, { status: 413 });
    const body = schema.safeParse(parsed(text));
    if (!body.success)
      return Response.json(
        { reason: "unreadable", problems: body.error.issues.length },
        { status: 422 },
      );
    try {
      return Response.json(await handler({ actor, body: body.data }));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return Response.json({ code: error.code, ...error.details }, { status: STATUS[error.code] });
    }
  };
}
