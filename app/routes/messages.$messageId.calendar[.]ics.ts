import { MessageParams } from "~/domain/notifications/input.server";
import { getCalendarPart } from "~/domain/notifications/queries.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: MessageParams },
  async ({ actor, params }) =>
    new Response(await getCalendarPart(actor, params.messageId), {
      headers: {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": 'attachment; filename="invitation.ics"',
        "Cache-Control": "private, no-store",
      },
    }),
);
