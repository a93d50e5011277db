import { listOverlaps } from "~/domain/cohorts/queries/overlaps.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader({ access: "signed-in" }, async ({ actor }) => {
  const { overlaps } = await listOverlaps(actor);
  return csvResponse(
    "overlaps",
    overlaps.map(({ first, second, curriculum, professions, countries, from, to }) => ({
      ...{ first: first.title, firstBy: first.organiser },
      ...{ second: second.title, secondBy: second.organiser, topic: curriculum },
      professions: professions.join("; "),
      countries: countries.join("; "),
      ...{ from, to },
    })),
  );
});
