import { RosterParams } from "~/domain/cohorts/input.server";
import { exportProblems } from "~/domain/cohorts/queries/roster-rows.server";
import { defineLoader } from "~/web/define.server";
import { problemsFile } from "~/web/roster-files.server";

export const loader = defineLoader(
  { access: "signed-in", params: RosterParams },
  async ({ actor, params, t }) => problemsFile(t, await exportProblems(actor, params.importId)),
);
