import { z } from "zod";
import { endAssignment } from "~/domain/cohorts/commands/assign-assessor.server";
import { defineAction } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";

const Params = z.object({ cohortId: z.uuid(), assignmentId: z.uuid() });

export const action = defineAction(
  { access: "signed-in", params: Params, form: z.object({}) },
  async ({ actor, params }) => {
    await endAssignment(actor, params);
    return redirectWith(
      `/academy/cohorts/${params.cohortId}/assessors`,
      "practicals:flash.unassigned",
    );
  },
);
