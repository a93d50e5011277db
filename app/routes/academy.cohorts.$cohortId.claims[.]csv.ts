import { CohortParams } from "~/domain/cohorts/input.server";
import { getCohortAttempts } from "~/domain/cohorts/queries/attempts.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams },
  async ({ actor, params }) => {
    const { cohort, claims } = await getCohortAttempts(actor, params.cohortId);
    return csvResponse(
      `doubted-results-${cohort.code}`,
      claims.map(({ flags, checkedAt, ...claim }) => ({
        ...{ ...claim, flags: flags.join(" "), checkedAt: checkedAt.toISOString() },
      })),
    );
  },
);
