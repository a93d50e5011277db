/** Errors of the API as problem documents (RFC 9457): a machine's reason and a sentence a person can act on. */
import type { TFunction } from "i18next";
import { DomainError } from "~/domain/kernel/errors";
import { STATUS } from "./errors.server";

export const PRIVATE = { "Cache-Control": "private, no-store" };

/** A refusal that only the API knows. */
export class ApiRefusal extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
    readonly headers: Record<string, string>,
  ) {
    super(reason);
  }
}

/** The answer to an error; `area` is where its sentence lives. */
export function problem(error: unknown, area: string, t: TFunction): Response {
  if (error instanceof ApiRefusal)
    return document(error.status, error.reason, area, t, {}, error.headers);
  if (error instanceof DomainError) {
    const { reason, ...details } = error.details;
    const wait = Number(details.retryAfterSeconds ?? 0);
    const headers: Record<string, string> = wait ? { "Retry-After": String(wait) } : {};
    return document(STATUS[error.code], reason, area, t, details, headers);
  }
  console.error(error);
  return document(500, "unexpected", area, t, {}, {});
}

function document(
  status: number,
  reason: string,
  area: string,
  t: TFunction,
  details: Record<string, unknown>,
  headers: Record<string, string>,
): Response {
  const keys = [`${area}:errors`, "api:errors", "common:errors", "common:errorPage"].map(
    (where) => `${where}.${reason}`,
  );
  const { cause: _cause, ...told } = details;
  const body = {
    type: `urn:breakwater:problem:${reason}`,
    title: t(`api:status.${status}`),
    status,
    reason,
    detail: t([...keys, `api:status.${status}`], told),
    ...told,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...PRIVATE, ...headers, "Content-Type": "application/problem+json" },
  });
}
