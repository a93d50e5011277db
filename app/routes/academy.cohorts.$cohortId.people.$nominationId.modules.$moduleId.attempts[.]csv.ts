import { PersonModuleParams } from "~/domain/cohorts/input.server";
import { getPersonModule } from "~/domain/cohorts/queries/attempts.server";
import { attemptRows } from "~/web/attempt-rows.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: PersonModuleParams },
  async ({ actor, params }) =>
    csvResponse(
      "attempts",
      attemptRows((await getPersonModule(actor, params)).view?.attempts ?? []),
    ),
);
