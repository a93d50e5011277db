import { TimelineTableParams } from "~/domain/learning/input.server";
import { getTimeline } from "~/domain/learning/queries/timeline.server";
import { timelineRows } from "~/web/attempt-rows.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: TimelineTableParams },
  async ({ actor, params }) =>
    csvResponse(
      params.table,
      timelineRows(await getTimeline(actor, params.attemptId), params.table),
    ),
);
