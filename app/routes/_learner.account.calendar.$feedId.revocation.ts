import { revokeFeed } from "~/domain/cohorts/commands/calendar-feeds.server";
import { FeedParams, NoFields } from "~/domain/cohorts/input.server";
import { defineAction } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";

export const action = defineAction(
  { access: "signed-in", params: FeedParams, form: NoFields },
  async ({ actor, params }) => {
    await revokeFeed(actor, params.feedId);
    return redirectWith("/account/calendar", "sessions:flash.feedRevoked");
  },
);
