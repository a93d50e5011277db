import { listVenues } from "~/domain/cohorts/queries/venues.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader({ access: "signed-in" }, async ({ actor }) => {
  const { venues } = await listVenues(actor);
  return csvResponse(
    "venues",
    venues.map(({ id: _id, ...row }) => row),
  );
});
