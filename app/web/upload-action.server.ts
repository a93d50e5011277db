/** As defineAction, for a form with a file: streamed, parsed, and refused with everything that was typed still there. */
import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import type { z } from "zod";
import type { Actor } from "~/domain/kernel/actor";
import { DomainError } from "~/domain/kernel/errors";
import { env } from "~/platform/env.server";
import { invalidFields } from "./define.server";
import { errorResponse, STATUS } from "./errors.server";
import type { FormRefusal } from "./refusal";
import { type Upload, withUpload } from "./upload.server";

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
  limit?: number,
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
    return await withUpload(request, received, limit);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { reason, field = "file", ...details } = error.details;
    if (!["invalid", "conflict", "unavailable"].includes(error.code)) throw errorResponse(error);
    return refuse({ [field]: reason }, reason, details, values, STATUS[error.code]);
  }
}

const refuse = (
  errors: Record<string, string>,
  reason: string,
  details: Record<string, unknown>,
  values: Record<string, string>,
  status: number,
) => data<FormRefusal>({ errors, reason, details, values }, { status });
