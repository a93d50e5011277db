import { z } from "zod";
import { retryJob } from "~/domain/operations/commands.server";
import { JobParams } from "~/domain/operations/input.server";
import { defineAction } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";

export const action = defineAction(
  { access: "signed-in", params: JobParams, form: z.object({}) },
  async ({ actor, params }) => {
    await retryJob(actor, params.jobId);
    return redirectWith("/admin/jobs", "jobs:flash.retried");
  },
);
