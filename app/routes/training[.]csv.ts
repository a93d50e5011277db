import { CalendarQuery } from "~/domain/cohorts/input.server";
import { getRegionalCalendar } from "~/domain/cohorts/queries/regional-calendar.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", query: CalendarQuery },
  async ({ actor, query }) => {
    const { entries, country } = await getRegionalCalendar(actor, query);
    return csvResponse(
      "training",
      entries.map((entry) => ({
        ...{ kind: entry.kind, code: entry.code, title: entry.title, organiser: entry.organiser },
        ...{ curriculum: entry.curriculumKey, mode: entry.mode, place: entry.place },
        ...{ startsOn: entry.startsOn, endsOn: entry.endsOn, state: entry.state },
        professions: entry.professions.join("; "),
        countries: entry.countries.join("; "),
        [`placesLeftFor${country}`]: entry.mine?.free,
        ...{ sharedPlacesLeft: entry.sharedFree, releasedByOthers: entry.releasedByOthers },
        overlapsWith: entry.overlapsWith.join("; "),
      })),
    );
  },
);
