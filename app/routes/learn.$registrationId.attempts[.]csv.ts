import { RegistrationParams } from "~/domain/learning/input.server";
import { getMyAttempts } from "~/domain/learning/queries/attempts.server";
import { attemptRows } from "~/web/attempt-rows.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: RegistrationParams },
  async ({ actor, params }) =>
    csvResponse(
      "attempts",
      attemptRows((await getMyAttempts(actor, params.registrationId)).attempts),
    ),
);
