import { listDeliveryRights } from "~/domain/cohorts/queries/delivery-rights.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader({ access: "signed-in" }, async ({ actor }) => {
  const { rights } = await listDeliveryRights(actor);
  return csvResponse(
    "delivery-rights",
    rights.map(({ id: _id, ...row }) => row),
  );
});
