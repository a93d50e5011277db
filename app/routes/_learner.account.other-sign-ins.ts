import { z } from "zod";
import { endOtherSignIns } from "~/domain/identity/commands.server";
import { defineAction } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";

/** A lost phone or a shared computer: every other sign-in of this person ends at once. */
export const action = defineAction(
  { access: "signed-in", form: z.object({}) },
  async ({ request }) => {
    await endOtherSignIns(request.headers);
    return redirectWith("/account", "otherSignInsEnded");
  },
);
