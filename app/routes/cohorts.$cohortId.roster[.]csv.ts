import { CohortParams } from "~/domain/cohorts/input.server";
import { exportRoster } from "~/domain/cohorts/queries/roster-export.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams },
  async ({ actor, params }) => {
    const { code, rows } = await exportRoster(actor, params.cohortId);
    return csvResponse(`roster-${code}`, rows);
  },
);
