import { CohortParams } from "~/domain/cohorts/input.server";
import { exportOneRoster } from "~/domain/cohorts/queries/roster-export.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams },
  async ({ actor, params }) => {
    const { code, archive } = await exportOneRoster(actor, params.cohortId);
    return new Response(new Uint8Array(archive), {
      headers: {
        "Content-Type": "application/zip",
        "Content-Disposition": `attachment; filename="oneroster-${code.replace(/[^a-z0-9-]/gi, "-")}.zip"`,
        "Cache-Control": "private, no-store",
      },
    });
  },
);
