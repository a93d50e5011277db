import { redirect } from "@remix-run/node";
import { z } from "zod";
import { retryUpload } from "~/domain/packages/commands/end-upload.server";
import { UploadParams } from "~/domain/packages/input.server";
import { defineAction } from "~/web/define.server";

export const action = defineAction(
  { access: "signed-in", params: UploadParams, form: z.object({}) },
  async ({ actor, params }) => {
    await retryUpload(actor, params.uploadId);
    return redirect(`/academy/packages/uploads/${params.uploadId}`);
  },
);
