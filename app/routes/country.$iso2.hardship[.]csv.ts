import { getHardshipPage } from "~/domain/certification/queries/hardship.server";
import { HardshipCountryParams } from "~/domain/organisations/input.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: HardshipCountryParams },
  async ({ actor, params }) => {
    const { events } = await getHardshipPage(actor, params.iso2);
    return csvResponse(
      `hardship-${params.iso2}`,
      events.map((event) => ({
        ...{ event: event.name, kind: event.kind, from: event.from, to: event.to },
        ...{ expectedTo: event.expectedTo, state: event.state, months: event.months },
        ...{ extended: event.extended, reason: event.reason },
        endReason: event.ending?.reason,
      })),
    );
  },
);
