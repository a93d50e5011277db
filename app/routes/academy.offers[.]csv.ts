import { listOffers } from "~/domain/cohorts/queries/offers.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader({ access: "signed-in" }, async ({ actor }) => {
  const { offers } = await listOffers(actor);
  return csvResponse(
    "partner-offers",
    offers.map(({ id: _id, mayWithdraw: _may, professions, countries, ...row }) => ({
      ...row,
      professions: professions.join("; "),
      countries: countries.join("; "),
    })),
  );
});
