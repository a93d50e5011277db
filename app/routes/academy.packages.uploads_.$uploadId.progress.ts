import { UploadParams } from "~/domain/packages/input.server";
import { getUpload } from "~/domain/packages/queries/uploads.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: UploadParams },
  async ({ actor, params }) =>
    Response.json(await getUpload(actor, params.uploadId), {
      headers: { "Cache-Control": "no-store" },
    }),
);
