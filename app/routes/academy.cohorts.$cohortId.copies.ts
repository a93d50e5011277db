import { copyCohort } from "~/domain/cohorts/commands/copy-cohort.server";
import { CohortParams, NothingMore } from "~/domain/cohorts/input.server";
import { defineAction } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";

export const action = defineAction(
  { access: "signed-in", params: CohortParams, form: NothingMore },
  async ({ actor, params }) => {
    const { cohortId } = await copyCohort(actor, params.cohortId, "draft");
    return redirectWith(`/academy/cohorts/${cohortId}/edit`, "cohorts:flash.copied");
  },
);
