import { RegistrationParams, SavedQuery } from "~/domain/learning/input.server";
import { getSaved } from "~/domain/learning/queries/saved.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: RegistrationParams, query: SavedQuery },
  async ({ actor, params, query }) => {
    const { entries } = await getSaved(actor, params.registrationId, query.page, 5000);
    return csvResponse(
      "saved",
      entries.map((entry) => ({ ...entry, receivedAt: entry.receivedAt.toISOString() })),
    );
  },
);
