import { AttemptParams } from "~/domain/learning/input.server";
import { getSupportBundle } from "~/domain/learning/queries/timeline.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: AttemptParams },
  async ({ actor, params }) =>
    new Response(JSON.stringify(await getSupportBundle(actor, params.attemptId), null, 2), {
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Disposition": `attachment; filename="support-${params.attemptId}.json"`,
        "Cache-Control": "private, no-store",
      },
    }),
);
