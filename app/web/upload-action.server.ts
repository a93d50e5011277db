/** As defineAction, for a form with a file: streamed, parsed, and refused with everything that was typed still there. */
import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import type { z } from "zod";
import type { Actor } from "~/domain/kernel/actor";
import { DomainError } from "~/domain/kernel/errors";
import { env } from "~/platform/env.server";
import { invalidFields } from "./define.server";
import { errorResponse, STATUS } from "./errors.server";
import type { FormRefusal } from "./refusal";
import {
  type ReceivedFile,
  type Upload,
  type UploadLimits,
  withUpload,
  withUploads,
} from "./upload.server";

export const uploadLimitMegabytes = (): number => Math.round(env().uploadMaxBytes / 1024 / 1024);

type Received<S extends z.ZodType> = {
  actor: Actor;
  form: z.output<S>;
  filePath: string | null;
  fileName: string;
};

export async function uploadAction<S extends z.ZodType, R>(
  { request, context }: ActionFunctionArgs,
  schema: S,
  work: (received: Received<S>) => Promise<R>,
  fileBytes?: number,
) {
  const actor = context.session?.actor;
  if (!actor) throw redirect("/sign-in");
  let values: Record<string, string> = {};
  try {
    const received = async ({ fields, filePath, fileName }: Upload) => {
      values = fields;
      const form = schema.safeParse(fields);
      if (!form.success)
        return refuse(invalidFields(form.error), "invalid_fields", {}, values, 422);
      return work({ actor, form: form.data, filePath, fileName });
    };
    return await withUpload(request, received, fileBytes);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { reason, field = "file", ...details } = error.details;
    if (!["invalid", "conflict", "unavailable"].includes(error.code))
      throw errorResponse(error, values);
    return refuse({ [field]: reason }, reason, details, values, STATUS[error.code]);
  }
}

type ReceivedSet<P extends z.ZodType> = {
  actor: Actor;
  params: z.output<P>;
  fields: Record<string, string>;
  files: ReceivedFile[];
};

/**
 * As defineAction, for a form with several files. The handler keeps the files first and then parses the fields with
 * `parseFields`: a form that is refused for a field has not lost its files.
 */
export function defineUploads<P extends z.ZodType, R>(
  { params: schema, limits }: { params: P; limits: UploadLimits },
  handler: (received: ReceivedSet<P>) => Promise<R>,
) {
  return async ({ request, context, params: given }: ActionFunctionArgs) => {
    const actor = context.session?.actor;
    if (!actor) throw redirect("/sign-in");
    const params = schema.safeParse(given);
    if (!params.success) throw errorResponse(new DomainError("not_found", { reason: "not_found" }));
    let values: Record<string, string> = {};
    try {
      return await withUploads(request, limits, ({ fields, files }) => {
        values = fields;
        return handler({ actor, params: params.data, fields, files });
      });
    } catch (error) {
      if (error instanceof FieldsRefused)
        return refuse(error.fields, "invalid_fields", {}, values, 422);
      if (!(error instanceof DomainError)) throw error;
      const { reason, field = "form", ...details } = error.details;
      if (!["invalid", "conflict", "unavailable"].includes(error.code))
        throw errorResponse(error, values);
      return refuse({ [field]: reason }, reason, details, values, STATUS[error.code]);
    }
  };
}

class FieldsRefused extends Error {
  constructor(readonly fields: Record<string, string>) {
    super("fields refused");
  }
}

/** For handlers of defineUploads: what the form carried, or its refusal. */
export function parseFields<S extends z.ZodType>(
  schema: S,
  fields: Record<string, string>,
): z.output<S> {
  const parsed = schema.safeParse(fields);
  if (!parsed.success) throw new FieldsRefused(invalidFields(parsed.error));
  return parsed.data;
}

const refuse = (
  errors: Record<string, string>,
  reason: string,
  details: Record<string, unknown>,
  values: Record<string, string>,
  status: number,
) => data<FormRefusal>({ errors, reason, details, values }, { status });
