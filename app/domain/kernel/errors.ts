/** The one error of the domain. It knows no HTTP status and no human language: web/ maps the code, ui/ the reason. */

export type ErrorCode =
  | "invalid"
  | "not_found"
  | "forbidden"
  | "conflict"
  | "gone"
  | "rate_limited"
  | "unavailable";

export type ErrorDetails = {
  /** Machine-readable reason, the key of a sentence in the area's `errors`. */
  reason: string;
  /** The form field the reason belongs to. */
  field?: string;
  [detail: string]: unknown;
};

export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails) {
    super(`${code}: ${details.reason}`);
    this.name = "DomainError";
    this.code = code;
    this.details = details;
  }
}

export const notFound = (reason = "not_found") => new DomainError("not_found", { reason });
export const forbidden = (reason = "forbidden") => new DomainError("forbidden", { reason });
export const invalid = (reason: string, details: Record<string, unknown> = {}) =>
  new DomainError("invalid", { ...details, reason });
export const conflict = (reason: string, details: Record<string, unknown> = {}) =>
  new DomainError("conflict", { ...details, reason });
export const gone = (reason: string) => new DomainError("gone", { reason });
export const rateLimited = (retryAfterSeconds: number) =>
  new DomainError("rate_limited", { reason: "rate_limited", retryAfterSeconds });
export const unavailable = (reason: string, details: Record<string, unknown> = {}) =>
  new DomainError("unavailable", { ...details, reason });
