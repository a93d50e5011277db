import { revokeFeed } from "~/domain/cohorts/commands/calendar-feeds.server";
import { CohortFeedParams, NoFields } from "~/domain/cohorts/input.server";
import { defineAction } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";

export const action = defineAction(
  { access: "signed-in", params: CohortFeedParams, form: NoFields },
  async ({ actor, params }) => {
    await revokeFeed(actor, params.feedId);
    return redirectWith(
      `/academy/cohorts/${params.cohortId}/sessions`,
      "sessions:flash.feedRevoked",
    );
  },
);
