import { CalendarParams } from "~/domain/cohorts/input.server";
import { readCalendar } from "~/domain/cohorts/queries/calendars.server";
import { defineLoader } from "~/web/define.server";

/** A calendar by its unguessable address: calendars cannot sign in. */
export const loader = defineLoader(
  { access: "public", params: CalendarParams },
  async ({ params }) =>
    new Response(await readCalendar(params.file), {
      headers: {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": 'inline; filename="breakwater.ics"',
        "Cache-Control": "private, max-age=300",
        "X-Robots-Tag": "noindex",
      },
    }),
);
