import { TroubleQuery } from "~/domain/operations/input.server";
import { everyTrouble } from "~/domain/operations/queries/troubles.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", query: TroubleQuery },
  async ({ actor, query }) => {
    const reports = await everyTrouble(actor, query.code);
    return csvResponse(
      "trouble-reports",
      reports.map(({ reportedAt, ...report }) => ({
        reported: reportedAt.toISOString(),
        ...report,
      })),
    );
  },
);
