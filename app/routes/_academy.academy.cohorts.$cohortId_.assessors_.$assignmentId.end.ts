import { z } from "zod";
import { endAssignment } from "~/domain/cohorts/commands/assign-assessor.server";
import { AssignmentParams } from "~/domain/cohorts/input.server";
import { defineAction } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";

export const action = defineAction(
  { access: "signed-in", params: AssignmentParams, form: z.object({}) },
  async ({ actor, params }) => {
    await endAssignment(actor, params);
    return redirectWith(
      `/academy/cohorts/${params.cohortId}/assessors`,
      "practicals:flash.unassigned",
    );
  },
);
