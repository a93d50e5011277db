/**
 * How the API answers: a bearer token names the actor, zod schemas parse what came and shape what leaves, and every error is
 * a problem document (RFC 9457). Cookies count for nothing here. openapi.server.ts is made from the same definitions.
 */
import type { TFunction } from "i18next";
import { z } from "zod";
import { findActorByToken, type TokenHolder } from "~/domain/identity/queries/tokens.server";
import type { ApiScope } from "~/domain/identity/schema";
import type { Actor } from "~/domain/kernel/actor";
import { DomainError, type ErrorCode } from "~/domain/kernel/errors";
import { invalidFields } from "./define.server";
import { ApiRefusal, PRIVATE, problem } from "./problem.server";
import { limitByAddress } from "./rate-limit.server";

type Method = "GET" | "POST" | "DELETE";
type Shape = z.ZodObject;
type Parsed<S> = S extends z.ZodType ? z.output<S> : Record<string, never>;
type PageOf = { page: number };

export type Endpoint = {
  id: string;
  method: Method;
  /** Below /api/v1, parameters in braces. */
  path: string;
  /** The area whose sentences explain refusals. */
  area: string;
  summary: string;
  scope: ApiScope | null;
  params?: Shape;
  query?: Shape;
  body?: z.ZodType;
  /** The body is a form with a file, handed to the handler as the request itself; a shape says which fields stand beside the file. */
  upload?: boolean | Shape;
  output: z.ZodType;
  paginated: boolean;
  answer: (call: { holder: TokenHolder; params: unknown; request: Request }) => Promise<unknown>;
};

type Definition<P, Q, B, O> = {
  id: string;
  method?: Method;
  path: string;
  area: string;
  summary: string;
  scope: ApiScope | null;
  params?: P;
  query?: Q;
  body?: B;
  upload?: boolean | Shape;
  output: O;
};

type Call<P, Q, B> = {
  actor: Actor;
  holder: TokenHolder;
  params: Parsed<P>;
  query: Parsed<Q>;
  body: Parsed<B>;
  request: Request;
};

/** Defines one endpoint. What `output` does not name does not leave. */
export function defineApi<
  O extends z.ZodType,
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(
  definition: Definition<P, Q, B, O>,
  handler: (call: Call<P, Q, B>) => Promise<unknown>,
): Endpoint {
  return {
    ...definition,
    method: definition.method ?? "GET",
    paginated: false,
    answer: async ({ holder, params, request }) =>
      shaped(
        definition.output,
        await handler(await parsed(definition, { holder, params, request })),
      ),
  };
}

/** Defines a list that is read page by page: `{ items, next }`, and `next` goes into `cursor`. The handler answers 50 items at most. */
export function defineApiList<
  O extends z.ZodType,
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
>(
  definition: Omit<Definition<P, Q, undefined, O>, "method" | "body" | "upload">,
  handler: (call: Call<P, Q, undefined> & PageOf) => Promise<{ items: unknown[]; total: number }>,
): Endpoint {
  const output = z.object({ items: z.array(definition.output), next: z.string().nullable() });
  return {
    ...definition,
    output,
    method: "GET",
    paginated: true,
    answer: async ({ holder, params, request }) => {
      const page = pageOf(new URL(request.url).searchParams.get("cursor"));
      const call = await parsed<P, Q, undefined>(definition, { holder, params, request });
      const { items, total } = await handler({ ...call, page });
      const next = items.length > 0 && page * PAGE < total ? cursorOf(page + 1) : null;
      return shaped(output, { items, next });
    },
  };
}

const PAGE = 50;
const cursorOf = (page: number) => Buffer.from(`page:${page}`).toString("base64url");

function pageOf(cursor: string | null): number {
  if (cursor === null) return 1;
  const match = /^page:(\d{1,5})$/.exec(Buffer.from(cursor, "base64url").toString());
  if (!match) throw new DomainError("invalid", { reason: "unknown_cursor", field: "cursor" });
  return Number(match[1]);
}

async function parsed<P, Q, B>(
  definition: { params?: Shape; query?: Shape; body?: z.ZodType },
  { holder, params, request }: { holder: TokenHolder; params: unknown; request: Request },
): Promise<Call<P, Q, B>> {
  const url = new URL(request.url);
  return {
    holder,
    actor: holder.actor,
    request,
    params: read(definition.params, params, "not_found"),
    query: read(definition.query, Object.fromEntries(url.searchParams), "invalid"),
    body: definition.body
      ? read(definition.body, await request.json().catch(() => undefined), "invalid")
      : {},
  } as Call<P, Q, B>;
}

function read(schema: z.ZodType | undefined, value: unknown, code: ErrorCode): unknown {
  if (!schema) return {};
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  if (code === "not_found") throw new DomainError(code, { reason: "not_found" });
  throw new DomainError(code, { reason: "invalid_fields", fields: invalidFields(result.error) });
}

/** As JSON first: dates become text, and then the schema drops what it does not name. */
const shaped = (output: z.ZodType, result: unknown): unknown =>
  output.parse(JSON.parse(JSON.stringify(result ?? {})));

/** Answers one call. */
export async function answerApi(
  endpoints: readonly Endpoint[],
  request: Request,
  { address, t }: { address: string; t: TFunction },
): Promise<Response> {
  let area = "api";
  try {
    const { endpoint, params } = route(endpoints, request);
    area = endpoint.area;
    const holder = await authenticate(request, address);
    if (endpoint.scope && !holder.scopes.includes(endpoint.scope))
      throw new DomainError("forbidden", { reason: "insufficient_scope", scope: endpoint.scope });
    const result = await endpoint.answer({ holder, params, request });
    return Response.json(result, { status: 200, headers: PRIVATE });
  } catch (error) {
    return problem(error, area, t);
  }
}

function route(endpoints: readonly Endpoint[], request: Request) {
  const path = new URL(request.url).pathname.replace(/^\/api\/v1/, "").replace(/\/$/, "") || "/";
  const there = endpoints.flatMap((endpoint) => {
    const params = match(endpoint.path, path);
    return params ? [{ endpoint, params }] : [];
  });
  const method = request.method === "HEAD" ? "GET" : request.method;
  const found = there.find(({ endpoint }) => endpoint.method === method);
  if (found) return found;
  if (there.length === 0) throw new DomainError("not_found", { reason: "unknown_endpoint" });
  const allow = there.map(({ endpoint }) => endpoint.method).join(", ");
  throw new ApiRefusal(405, "method_not_allowed", { Allow: allow });
}

function match(pattern: string, path: string): Record<string, string> | null {
  const names: string[] = [];
  const source = pattern.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    names.push(name);
    return "([^/]+)";
  });
  const found = new RegExp(`^${source}$`).exec(path);
  if (!found) return null;
  return Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(found[i + 1] ?? "")]));
}

async function authenticate(request: Request, address: string): Promise<TokenHolder> {
  const [scheme, token] = (request.headers.get("Authorization") ?? "").split(" ");
  const holder = scheme === "Bearer" && token ? await findActorByToken(token) : null;
  if (!holder) {
    await limitByAddress("api-refused", address, 60);
    throw new ApiRefusal(401, "token_refused", { "WWW-Authenticate": 'Bearer realm="breakwater"' });
  }
  await limitByAddress("api-token", holder.tokenId, 300);
  return holder;
}
