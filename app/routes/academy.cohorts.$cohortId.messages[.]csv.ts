import { CohortParams } from "~/domain/cohorts/input.server";
import { getCohortMessages } from "~/domain/cohorts/queries/messages.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams },
  async ({ actor, params }) => {
    const { cohort, sent } = await getCohortMessages(actor, params.cohortId, { to: [] });
    return csvResponse(
      `messages-${cohort.code}`,
      sent.map(({ subject, body, selected, sentAt, sentBy }) => ({
        ...{ subject, body, selected, sentAt: sentAt.toISOString(), sentBy },
      })),
    );
  },
);
