import { z } from "zod";
import { undoPackageChange } from "~/domain/learning/commands/package-changes.server";
import { PackageChangeParams } from "~/domain/learning/input.server";
import { defineAction } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";

export const action = defineAction(
  { access: "signed-in", params: PackageChangeParams, form: z.object({}) },
  async ({ actor, params }) => {
    const { packageId } = await undoPackageChange(actor, params.changeId);
    return redirectWith(`/academy/packages/${packageId}/modules`, "learning:flash.changeUndone");
  },
);
