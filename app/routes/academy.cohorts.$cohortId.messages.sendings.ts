import { sendCohortMessage } from "~/domain/cohorts/commands/send-message.server";
import { CohortMessageInput, CohortParams } from "~/domain/cohorts/input.server";
import { defineAction } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";

export const action = defineAction(
  { access: "signed-in", params: CohortParams, form: CohortMessageInput },
  async ({ actor, params, form }) => {
    await sendCohortMessage(actor, params.cohortId, form);
    return redirectWith(`/academy/cohorts/${params.cohortId}/messages`, "teaching:flash.sent");
  },
);
