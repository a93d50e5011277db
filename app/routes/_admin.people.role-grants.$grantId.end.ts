import { z } from "zod";
import { endRole } from "~/domain/identity/commands.server";
import { EndRoleInput } from "~/domain/identity/input.server";
import { defineAction } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";

export const action = defineAction(
  { access: "signed-in", params: z.object({ grantId: z.uuid() }), form: EndRoleInput },
  async ({ actor, params, form }) => {
    const { personId } = await endRole(actor, params.grantId, form.reason);
    return redirectWith(`/people/${personId}`, "roleEnded");
  },
);
