import { z } from "zod";
import { endSignIn } from "~/domain/identity/commands.server";
import { defineAction } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";

export const action = defineAction(
  { access: "signed-in", params: z.object({ sessionId: z.string().max(100) }), form: z.object({}) },
  async ({ params, request }) => {
    await endSignIn(request.headers, params.sessionId);
    return redirectWith("/account", "signInEnded");
  },
);
