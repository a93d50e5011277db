import { redirect } from "@remix-run/node";
import { openModule } from "~/domain/learning/commands.server";
import { OpenModuleInput } from "~/domain/learning/input.server";
import { defineAction } from "~/web/define.server";

export const action = defineAction(
  { access: "signed-in", form: OpenModuleInput },
  async ({ actor, form }) => {
    const { registrationId } = await openModule(actor, form);
    return redirect(`/learn/${registrationId}`);
  },
);
