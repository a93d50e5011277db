import { z } from "zod";
import { withdraw } from "~/domain/learning/commands.server";
import { defineAction } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";

export const action = defineAction(
  { access: "signed-in", params: z.object({ enrolmentId: z.uuid() }), form: z.object({}) },
  async ({ actor, params }) => {
    await withdraw(actor, params.enrolmentId);
    return redirectWith("/my-learning", "learning:flash.withdrawn");
  },
);
