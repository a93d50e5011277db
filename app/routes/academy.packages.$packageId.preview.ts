import { redirect } from "@remix-run/node";
import { z } from "zod";
import { previewPackage } from "~/domain/learning/commands/preview-package.server";
import { PackageParams } from "~/domain/packages/input.server";
import { defineAction } from "~/web/define.server";

export const action = defineAction(
  { access: "signed-in", params: PackageParams, form: z.object({}) },
  async ({ actor, params }) => {
    const { registrationId } = await previewPackage(actor, params.packageId);
    return redirect(`/learn/${registrationId}`);
  },
);
