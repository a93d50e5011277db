import { CohortParams } from "~/domain/cohorts/input.server";
import { listRosters } from "~/domain/cohorts/queries/rosters.server";
import { defineLoader } from "~/web/define.server";
import { importsFile } from "~/web/roster-files.server";

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams },
  async ({ actor, params, t }) =>
    importsFile(t, (await listRosters(actor, params.cohortId)).imports),
);
