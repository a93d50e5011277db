import { VenueParams } from "~/domain/cohorts/input.server";
import { getVenuePage } from "~/domain/cohorts/queries/venues.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: VenueParams },
  async ({ actor, params }) => {
    const { venue, rooms } = await getVenuePage(actor, params.venueId);
    return csvResponse(
      "rooms",
      rooms.map(({ name, capacity, retired }) => ({ venue: venue.name, name, capacity, retired })),
    );
  },
);
