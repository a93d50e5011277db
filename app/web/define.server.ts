/**
 * How every route reads and writes: parse what came, know who asks, call one query or command, map errors once.
 * A refused form comes back with what was typed; a refused page is an error page that says what is safe.
 */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { TFunction } from "i18next";
import type { z } from "zod";
import type { Actor } from "~/domain/kernel/actor";
import { DomainError } from "~/domain/kernel/errors";
import { errorResponse, STATUS, withoutPasswords } from "./errors.server";
import type { FormRefusal } from "./refusal";

type Access = "public" | "signed-in";
type ActorFor<A extends Access> = A extends "signed-in" ? Actor : Actor | null;
type Schema = z.ZodType;
type Parsed<S> = S extends Schema ? z.output<S> : Record<string, never>;

type Common<A extends Access> = { access: A };
type Asked<A extends Access, P, Q> = {
  actor: ActorFor<A>;
  params: Parsed<P>;
  query: Parsed<Q>;
  request: Request;
  address: string;
  t: TFunction;
};

/** Defines a loader. `signed-in` sends strangers to the sign-in page and back. */
export function defineLoader<
  A extends Access,
  R,
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
>(
  options: Common<A> & { params?: P; query?: Q },
  handler: (asked: Asked<A, P, Q>) => Promise<R> | R,
) {
  return async ({ request, params, context }: LoaderFunctionArgs): Promise<R> => {
    const actor = requireActor(options.access, context.session?.actor ?? null, request);
    const asked = {
      actor,
      params: parseOrNotFound(options.params, params),
      query: parseQuery(options.query, request),
      request,
      address: context.address,
      t: context.t,
    };
    return mapErrors(() => handler(asked as Asked<A, P, Q>));
  };
}

/** Defines an action. invalid and conflict come back to the form; everything else becomes an error page that keeps what was typed. */
export function defineAction<
  A extends Access,
  R,
  F extends Schema,
  P extends Schema | undefined = undefined,
>(
  options: Common<A> & { params?: P; form: F },
  handler: (asked: Omit<Asked<A, P, undefined>, "query"> & { form: z.output<F> }) => Promise<R> | R,
) {
  return async ({ request, params, context }: ActionFunctionArgs) => {
    const actor = requireActor(options.access, context.session?.actor ?? null, request);
    const values = formValues(await request.formData());
    const form = options.form.safeParse(values);
    if (!form.success) return refusal(invalidFields(form.error), "invalid_fields", {}, values, 422);
    const asked = {
      actor,
      params: parseOrNotFound(options.params, params),
      request,
      address: context.address,
      t: context.t,
      form: form.data,
    };
    try {
      return await handler(asked as Parameters<typeof handler>[0]);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code !== "invalid" && error.code !== "conflict") throw errorResponse(error, values);
      const { reason, field = "form", ...details } = error.details;
      return refusal({ [field]: reason }, reason, details, values, STATUS[error.code]);
    }
  };
}

function requireActor(access: Access, actor: Actor | null, request: Request): Actor | null {
  if (access === "public" || actor) return actor;
  const url = new URL(request.url);
  const next = request.method === "GET" ? `${url.pathname}${url.search}` : "/";
  throw redirect(`/sign-in?next=${encodeURIComponent(next)}`);
}

async function mapErrors<R>(work: () => Promise<R> | R): Promise<R> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError) throw errorResponse(error);
    throw error;
  }
}

function parseOrNotFound(schema: Schema | undefined, params: unknown): unknown {
  if (!schema) return {};
  const result = schema.safeParse(params);
  if (!result.success) throw errorResponse(new DomainError("not_found", { reason: "not_found" }));
  return result.data;
}

/** A query string that cannot be read falls back to the defaults: a mistyped link still opens a page. */
function parseQuery(schema: Schema | undefined, request: Request): unknown {
  if (!schema) return {};
  const given = formValues(new URL(request.url).searchParams);
  const result = schema.safeParse(given);
  return result.success ? result.data : schema.parse({});
}

function formValues(entries: FormData | URLSearchParams): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const [key, value] of entries.entries()) {
    if (typeof value !== "string") continue;
    const before = values[key];
    values[key] =
      before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return values;
}

export function invalidFields(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join(".") || "form"] ??= messageKey(issue);
  return fields;
}

/** Our schemas put keys into messages; anything else is one of the library's sentences and becomes a plain key. */
function messageKey(issue: z.core.$ZodIssue): string {
  return /^[a-z_]+$/.test(issue.message)
    ? issue.message
    : issue.code === "invalid_type"
      ? "required"
      : "invalid_value";
}

const refusal = (
  errors: Record<string, string>,
  reason: string,
  details: Record<string, unknown>,
  values: FormRefusal["values"],
  status: number,
) => data<FormRefusal>({ errors, reason, details, values: withoutPasswords(values) }, { status });

/** Response headers that set these cookies. */
export function cookieHeaders(cookies: string[]): Headers {
  const headers = new Headers();
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return headers;
}
