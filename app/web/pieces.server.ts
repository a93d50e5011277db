/** A piece of an upload as it comes over HTTP: its bytes as the body, their checksum as Content-Digest (RFC 9530). */
import { createHash } from "node:crypto";
import type { ActionFunctionArgs } from "@remix-run/node";
import type { z } from "zod";
import type { Actor } from "~/domain/kernel/actor";
import { DomainError, invalid } from "~/domain/kernel/errors";
import { LONGEST_PIECE } from "~/domain/packages/input.server";
import { STATUS } from "./errors.server";
import { readBytesAtMost } from "./json.server";

type Schemas<P, Q> = { params: P; query: Q };
type Received<P extends z.ZodType, Q extends z.ZodType> = {
  actor: Actor;
  params: z.output<P>;
  query: z.output<Q>;
  bytes: Uint8Array;
};

/** An action whose body is one piece; answers JSON, refusals too. 401 when nobody is signed in. */
export function definePieceAction<P extends z.ZodType, Q extends z.ZodType>(
  schemas: Schemas<P, Q>,
  handler: (received: Received<P, Q>) => Promise<object>,
) {
  return async ({ request, params: given, context }: ActionFunctionArgs): Promise<Response> => {
    const actor = context.session?.actor;
    if (!actor) return Response.json({ reason: "signed_out" }, { status: 401 });
    const params = schemas.params.safeParse(given);
    const query = schemas.query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    try {
      if (!params.success || !query.success)
        throw new DomainError("not_found", { reason: "not_found" });
      const bytes = await readPiece(request);
      return Response.json(await handler({ actor, params: params.data, query: query.data, bytes }));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return Response.json({ code: error.code, ...error.details }, { status: STATUS[error.code] });
    }
  };
}

/** The bytes, whole and unchanged. Throws invalid/piece_too_long, invalid/piece_damaged. */
export async function readPiece(request: Request): Promise<Uint8Array> {
  const [, stated] =
    /(?:^|,)\s*sha-256=:([A-Za-z0-9+/=]{44}):/.exec(request.headers.get("content-digest") ?? "") ??
    [];
  // a connection that ends early is one more damaged piece
  const bytes = await readBytesAtMost(request, LONGEST_PIECE).catch(() => Buffer.alloc(0));
  if (!bytes) throw invalid("piece_too_long", { limit: LONGEST_PIECE });
  if (stated !== createHash("sha256").update(bytes).digest("base64"))
    throw invalid("piece_damaged");
  return bytes;
}
