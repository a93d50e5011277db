import { enrol } from "~/domain/learning/commands.server";
import { EnrolInput } from "~/domain/learning/input.server";
import { defineAction } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";

export const action = defineAction(
  { access: "signed-in", form: EnrolInput },
  async ({ actor, form }) => {
    await enrol(actor, form.curriculumVersionId);
    return redirectWith("/my-learning", "learning:flash.enrolled");
  },
);
