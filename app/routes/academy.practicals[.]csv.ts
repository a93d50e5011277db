import { PracticalFilter } from "~/domain/assessment/input.server";
import { listPracticals } from "~/domain/assessment/queries/practical-list.server";
import { isShown } from "~/domain/assessment/schema";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", query: PracticalFilter },
  async ({ actor, query }) => {
    const practicals = await listPracticals(actor);
    return csvResponse(
      "practicals",
      practicals
        .filter(({ state }) => isShown(state, query.show))
        .map(({ fullName, curriculum, title, state, missing, signedBy, signedAt }) => ({
          ...{ fullName, curriculum, title, state, missing },
          signedBy: signedBy.join("; "),
          signedAt: signedAt?.toISOString(),
        })),
    );
  },
);
