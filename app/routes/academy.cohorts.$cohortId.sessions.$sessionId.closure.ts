import { closeAttendance } from "~/domain/cohorts/commands/attend.server";
import { NoFields, SessionParams } from "~/domain/cohorts/input.server";
import { defineAction } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";

export const action = defineAction(
  { access: "signed-in", params: SessionParams, form: NoFields },
  async ({ actor, params }) => {
    await closeAttendance(actor, params);
    const { cohortId, sessionId } = params;
    return redirectWith(
      `/academy/cohorts/${cohortId}/sessions/${sessionId}/attendance`,
      "sessions:flash.codesClosed",
    );
  },
);
