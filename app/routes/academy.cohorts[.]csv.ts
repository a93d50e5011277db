import { CohortListQuery } from "~/domain/cohorts/input.server";
import { listAcademyCohorts } from "~/domain/cohorts/queries/cohorts.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", query: CohortListQuery },
  async ({ actor, query }) => {
    const { cohorts } = await listAcademyCohorts(actor, { ...query, page: 1, all: true });
    return csvResponse(
      "cohorts",
      cohorts.map(({ id: _id, ...row }) => row),
    );
  },
);
