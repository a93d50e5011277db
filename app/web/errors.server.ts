/** Domain codes become HTTP statuses here, once. */
import { data } from "@remix-run/node";
import type { DomainError, ErrorCode } from "~/domain/kernel/errors";
import type { FormRefusal } from "./refusal";

export const STATUS: Record<ErrorCode, number> = {
  invalid: 422,
  not_found: 404,
  forbidden: 403,
  conflict: 409,
  gone: 410,
  rate_limited: 429,
  unavailable: 503,
};

/** What the root error page reads; `typed` is what the refused form carried. */
export type ErrorData = {
  code: ErrorCode;
  reason: string;
  retryAfterSeconds?: number;
  typed?: FormRefusal["values"];
};

/** A thrown answer that the root error page renders. */
export function errorResponse(error: DomainError, typed?: FormRefusal["values"]) {
  const retryAfterSeconds = Number(error.details.retryAfterSeconds ?? 0) || undefined;
  const { reason } = error.details;
  const kept = typed && withoutPasswords(typed);
  const body: ErrorData = { code: error.code, reason, retryAfterSeconds, typed: kept };
  const headers: Record<string, string> = retryAfterSeconds
    ? { "Retry-After": String(retryAfterSeconds) }
    : {};
  return data(body, { status: STATUS[error.code], headers });
}

/** What may be shown again of what was typed. */
export const withoutPasswords = (values: FormRefusal["values"]): FormRefusal["values"] =>
  Object.fromEntries(Object.entries(values).filter(([key]) => !/password|secret/i.test(key)));
