import { CohortParams } from "~/domain/cohorts/input.server";
import { getCohortPage } from "~/domain/cohorts/queries/cohort-page.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams },
  async ({ actor, params, t }) => {
    const { cohort, places } = await getCohortPage(actor, params.cohortId);
    return csvResponse(
      `${cohort.code}-places`,
      places.map(({ name, ...row }) => ({ ...row, name: name ?? t("cohorts:reserve") })),
    );
  },
);
