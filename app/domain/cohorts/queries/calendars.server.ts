/** Calendars as their subscribers and their owners read them. */
import type { Actor } from "~/domain/kernel/actor";
import { notFound } from "~/domain/kernel/errors";
import { hashCapability } from "~/domain/kernel/ids";
import { withActor, withoutActor } from "~/platform/db/doors.server";
import { SUPPORTED_LOCALES, translate } from "~/platform/i18n.server";
import { type CalendarSession, feedOf } from "../calendar.server";
import type { FeedRow } from "../schema";

const DAY = 86_400_000;
/** How far back a calendar reaches; older sessions stay in the calendars that have them. */
const KEPT_DAYS = 120;

type Feed = { personId: string | null; cohort: string | null; locale: string };

/** The calendar behind an address, as iCalendar text. Throws not_found/unknown_feed for an address that is unknown or revoked. */
export async function readCalendar(code: string, now = new Date()): Promise<string> {
  const hash = hashCapability(code);
  const since = new Date(now.getTime() - KEPT_DAYS * DAY);
  return withoutActor("calendar feed", async (db) => {
    const [feed] = await db.$queryRaw<Feed[]>`
      select person_id as "personId", cohort, locale from app.open_calendar_feed(${hash})`;
    if (!feed) throw notFound("unknown_feed");
    const sessions = await db.$queryRaw<CalendarSession[]>`
      select id, title, cohort, academy, starts_at as "startsAt", ends_at as "endsAt", place, url, note, revision as sequence,
        changed_at as "changedAt", cancelled
      from app.calendar_sessions(${hash}, ${since})`;
    const t = translate(SUPPORTED_LOCALES.find((known) => known === feed.locale) ?? "en");
    return feedOf(feed.cohort ?? t("sessions:calendar.personalName"), sessions);
  });
}

/** The actor's own personal calendars, the newest first; revoked ones stay in the list. */
export const listPersonalFeeds = (actor: Actor): Promise<FeedRow[]> =>
  withActor(actor, (db, fresh) =>
    db.calendarFeed.findMany({
      where: { personId: fresh.personId },
      select: { id: true, createdAt: true, revokedAt: true },
      orderBy: { createdAt: "desc" },
    }),
  );
