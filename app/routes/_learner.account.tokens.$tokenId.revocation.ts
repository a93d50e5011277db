import { z } from "zod";
import { revokeToken } from "~/domain/identity/commands/tokens.server";
import { TokenParams } from "~/domain/identity/input.server";
import { defineAction } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";

export const action = defineAction(
  { access: "signed-in", params: TokenParams, form: z.object({}) },
  async ({ actor, params }) => {
    await revokeToken(actor, params.tokenId);
    return redirectWith("/account/tokens", "tokens:flash.revoked");
  },
);
