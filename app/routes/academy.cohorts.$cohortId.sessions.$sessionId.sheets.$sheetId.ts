import { createReadableStreamFromReadable } from "@remix-run/node";
import { SheetParams } from "~/domain/cohorts/input.server";
import { getSheetFile } from "~/domain/cohorts/queries/attendance.server";
import { openObject } from "~/platform/storage/storage.server";
import { defineLoader } from "~/web/define.server";

/** A kept scan, as a download and never as a page of ours. */
export const loader = defineLoader(
  { access: "signed-in", params: SheetParams },
  async ({ actor, params }) => {
    const sheet = await getSheetFile(actor, params);
    const name = encodeURIComponent(sheet.name);
    return new Response(createReadableStreamFromReadable(openObject(sheet.sha256)), {
      headers: {
        "Content-Type": sheet.mediaType,
        "Content-Length": String(sheet.bytes),
        "Content-Disposition": `attachment; filename="${sheet.plainName}"; filename*=UTF-8''${name}`,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
      },
    });
  },
);
