import { z } from "zod";
import { signOut } from "~/domain/identity/commands.server";
import { cookieHeaders, defineAction } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";

export const action = defineAction({ access: "public", form: z.object({}) }, async ({ request }) =>
  redirectWith("/", "signedOut", cookieHeaders(await signOut(request.headers))),
);
