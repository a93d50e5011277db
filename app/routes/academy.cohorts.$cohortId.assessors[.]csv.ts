import { z } from "zod";
import { getAssessors } from "~/domain/cohorts/queries/assessors.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: z.object({ cohortId: z.uuid() }) },
  async ({ actor, params }) => {
    const { code, learners, everybody } = await getAssessors(actor, params.cohortId);
    const namesOf = (assigned: { name: string }[]) => assigned.map(({ name }) => name).join("; ");
    return csvResponse(
      `assessors-${code}`,
      learners.map(({ fullName, country, assigned, hindered }) => ({
        ...{ fullName, country, assigned: namesOf(assigned), everybody: namesOf(everybody) },
        cannot: hindered.map(({ name, why }) => `${name} (${why})`).join("; "),
      })),
    );
  },
);
