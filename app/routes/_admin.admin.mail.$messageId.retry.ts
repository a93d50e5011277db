import { z } from "zod";
import { retryMessage } from "~/domain/notifications/commands/retry-message.server";
import { MessageParams } from "~/domain/notifications/input.server";
import { defineAction } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";

export const action = defineAction(
  { access: "signed-in", params: MessageParams, form: z.object({}) },
  async ({ actor, params }) => {
    const { retried } = await retryMessage(actor, params.messageId);
    const said = retried ? "notifications:flash.retried" : "notifications:flash.notFailing";
    return redirectWith("/admin/mail?show=failed", said);
  },
);
