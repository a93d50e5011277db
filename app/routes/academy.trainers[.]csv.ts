import { listTrainers } from "~/domain/cohorts/queries/trainers.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader({ access: "signed-in" }, async ({ actor }) => {
  const { trainers } = await listTrainers(actor);
  return csvResponse(
    "trainers",
    trainers.map(({ id: _id, ...row }) => row),
  );
});
