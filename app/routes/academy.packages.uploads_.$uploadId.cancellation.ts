import { z } from "zod";
import { cancelUpload } from "~/domain/packages/commands/end-upload.server";
import { UploadParams } from "~/domain/packages/input.server";
import { defineAction } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";

export const action = defineAction(
  { access: "signed-in", params: UploadParams, form: z.object({}) },
  async ({ actor, params }) => {
    await cancelUpload(actor, params.uploadId);
    return redirectWith(
      `/academy/packages/uploads/${params.uploadId}`,
      "packages:flash.uploadCancelled",
    );
  },
);
