import { redirect } from "@remix-run/node";
import { z } from "zod";
import { beginAttempt } from "~/domain/learning/commands/attempts.server";
import { RegistrationParams } from "~/domain/learning/input.server";
import { defineAction } from "~/web/define.server";

export const action = defineAction(
  { access: "signed-in", params: RegistrationParams, form: z.object({}) },
  async ({ actor, params }) => {
    await beginAttempt(actor, params.registrationId);
    return redirect(`/learn/${params.registrationId}`);
  },
);
