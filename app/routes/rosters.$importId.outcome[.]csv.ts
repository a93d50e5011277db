import { RosterParams } from "~/domain/cohorts/input.server";
import { exportOutcome } from "~/domain/cohorts/queries/roster-rows.server";
import { defineLoader } from "~/web/define.server";
import { outcomeFile } from "~/web/roster-files.server";

export const loader = defineLoader(
  { access: "signed-in", params: RosterParams },
  async ({ actor, params, t }) => outcomeFile(t, await exportOutcome(actor, params.importId)),
);
