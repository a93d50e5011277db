/** The API described as OpenAPI 3.1, from the definitions that also answer it. */
import { z } from "zod";
import { API_SCOPES } from "~/domain/identity/schema";
import { env } from "~/platform/env.server";
import type { Endpoint } from "./api.server";

type Json = Record<string, unknown>;

const schema = (type: z.ZodType, io: "input" | "output"): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(type, { io, unrepresentable: "any" });
  return rest;
};

const PROBLEM = {
  type: "object",
  required: ["type", "title", "status", "reason", "detail"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    reason: { type: "string" },
    detail: { type: "string" },
    field: { type: "string" },
    fields: { type: "object", additionalProperties: { type: "string" } },
  },
};

const UPLOAD = {
  type: "object",
  required: ["organisationId", "file"],
  properties: {
    organisationId: { type: "string", format: "uuid" },
    title: { type: "string" },
    packageId: { type: "string", format: "uuid" },
    file: { type: "string", contentMediaType: "application/zip" },
  },
};

/** The whole document. */
export function describeApi(endpoints: readonly Endpoint[]): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = {
      ...paths[endpoint.path],
      [endpoint.method.toLowerCase()]: operation(endpoint),
    };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Breakwater API",
      version: "1",
      description: `Bearer tokens are made on the account page. A token never allows more than its person may do. Scopes: ${API_SCOPES.join(", ")}.`,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: `${env().appOrigin}/api/v1` }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      schemas: { Problem: PROBLEM },
    },
  };
}

function operation(endpoint: Endpoint): Json {
  const scope = endpoint.scope ? `Needs the scope ${endpoint.scope}.` : "Needs no scope.";
  return {
    operationId: endpoint.id,
    tags: [endpoint.area],
    summary: endpoint.summary,
    description: scope,
    parameters: [
      ...parameters(endpoint.params, "path"),
      ...parameters(endpoint.query, "query"),
      ...(endpoint.paginated ? [CURSOR] : []),
    ],
    ...requestBody(endpoint),
    responses: {
      "200": {
        description: "Done",
        content: { "application/json": { schema: schema(endpoint.output, "output") } },
      },
      default: {
        description: "A problem, with the reason and what to do",
        content: {
          "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
        },
      },
    },
  };
}

const CURSOR = {
  name: "cursor",
  in: "query",
  required: false,
  description: "`next` of the page before",
  schema: { type: "string" },
};

function requestBody(endpoint: Endpoint): Json {
  if (endpoint.upload) {
    const form = endpoint.upload === true ? UPLOAD : withFile(schema(endpoint.upload, "input"));
    return {
      requestBody: { required: true, content: { "multipart/form-data": { schema: form } } },
    };
  }
  if (!endpoint.body) return {};
  return {
    requestBody: {
      required: true,
      content: { "application/json": { schema: schema(endpoint.body, "input") } },
    },
  };
}

function withFile({ properties, required, ...rest }: Json): Json {
  const file = { type: "string", contentMediaType: "application/octet-stream" };
  return {
    ...rest,
    required: [...(Array.isArray(required) ? required : []), "file"],
    properties: { ...(typeof properties === "object" ? properties : {}), file },
  };
}

function parameters(shape: z.ZodObject | undefined, place: "path" | "query"): Json[] {
  if (!shape) return [];
  return Object.entries(shape.shape).map(([name, type]) => ({
    name,
    in: place,
    required: place === "path" || !(type as z.ZodType).safeParse(undefined).success,
    schema: schema(type as z.ZodType, "input"),
  }));
}
