import { z } from "zod";
import { undoBulkAction } from "~/domain/cohorts/commands/notes.server";
import { BulkActionParams } from "~/domain/cohorts/input.server";
import { defineAction } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";

export const action = defineAction(
  { access: "signed-in", params: BulkActionParams, form: z.object({}) },
  async ({ actor, params }) => {
    await undoBulkAction(actor, params);
    return redirectWith(`/academy/cohorts/${params.cohortId}/progress`, "teaching:flash.undone");
  },
);
