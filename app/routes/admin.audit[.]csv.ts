import { AuditQuery } from "~/domain/audit/input.server";
import { exportAuditEvents } from "~/domain/audit/queries.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", query: AuditQuery },
  async ({ actor, query }) => {
    const events = await exportAuditEvents(actor, query.action);
    return csvResponse(
      "audit",
      events.map(({ recordedAt, ...event }) => ({
        recordedAt: recordedAt.toISOString(),
        ...event,
      })),
    );
  },
);
