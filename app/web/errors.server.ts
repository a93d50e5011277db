/** Domain codes become HTTP statuses here, once. */
import { data } from "@remix-run/node";
import type { DomainError, ErrorCode } from "~/domain/kernel/errors";

export const STATUS: Record<ErrorCode, number> = {
  invalid: 422,
  not_found: 404,
  forbidden: 403,
  conflict: 409,
  gone: 410,
  rate_limited: 429,
  unavailable: 503,
};

/** What the root error page reads. */
export type ErrorData = { code: ErrorCode; reason: string; retryAfterSeconds?: number };

/** A thrown answer that the root error page renders. */
export function errorResponse(error: DomainError) {
  const retryAfterSeconds = Number(error.details.retryAfterSeconds ?? 0) || undefined;
  const body: ErrorData = { code: error.code, reason: error.details.reason, retryAfterSeconds };
  const headers: Record<string, string> = retryAfterSeconds
    ? { "Retry-After": String(retryAfterSeconds) }
    : {};
  return data(body, { status: STATUS[error.code], headers });
}
