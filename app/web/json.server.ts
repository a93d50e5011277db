/** Endpoints that our own scripts call with JSON: same session, same domain errors, answers as JSON. */
import type { ActionFunctionArgs } from "@remix-run/node";
import type { z } from "zod";
import type { Actor } from "~/domain/kernel/actor";
import { DomainError } from "~/domain/kernel/errors";
import { STATUS } from "./errors.server";

/** An action that parses a JSON body and answers JSON; 401 when nobody is signed in. */
export function defineJsonAction<S extends z.ZodType, R extends object>(
  schema: S,
  handler: (asked: { actor: Actor; body: z.output<S> }) => Promise<R>,
) {
  return async ({ request, context }: ActionFunctionArgs): Promise<Response> => {
    const actor = context.session?.actor;
    if (!actor) return Response.json({ reason: "signed_out" }, { status: 401 });
    const body = schema.safeParse(await request.json().catch(() => null));
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
