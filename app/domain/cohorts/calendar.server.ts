/**
 * Sessions as calendars understand them (RFC 5545, invitations RFC 5546). Times are UTC instants: whatever a calendar shows is right in
 * every zone and on both sides of a change of the clocks. A session keeps its UID for life; SEQUENCE only ever grows.
 */
import ical, {
  type ICalCalendar,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
} from "ical-generator";
import { env } from "~/platform/env.server";

export type CalendarSession = {
  id: string;
  title: string;
  cohort: string;
  academy: string;
  startsAt: Date;
  endsAt: Date;
  place: string;
  url: string | null;
  note: string;
  sequence: number;
  changedAt: Date;
  cancelled: boolean;
};

const PRODUCT = "//Breakwater//Sessions//EN";

/** A calendar to subscribe to; clients look again every hour. */
export function feedOf(name: string, sessions: readonly CalendarSession[]): string {
  const calendar = ical({ name, prodId: PRODUCT, ttl: 3600 });
  for (const session of sessions) calendar.createEvent(eventOf(session));
  return textOf(calendar);
}

export type Invited = { name: string; email: string };

/** The part of a mail that puts a session into the reader's calendar, or takes it out. */
export function invitationOf(
  method: "REQUEST" | "CANCEL",
  session: CalendarSession,
  invited: Invited,
): string {
  const calendar = ical({ prodId: PRODUCT, method: ICalCalendarMethod[method] });
  calendar.createEvent({
    ...eventOf({ ...session, cancelled: method === "CANCEL" }),
    organizer: { name: quotable(session.academy), email: senderAddress() },
    attendees: [{ name: quotable(invited.name), email: invited.email, rsvp: false }],
  });
  return textOf(calendar);
}

/** A calendar without events is still a calendar, but not a valid one (RFC 5545, section 3.6): clients take it all the same. */
const textOf = (calendar: ICalCalendar): string => `${calendar.toString().trimEnd()}\r\n`;

function eventOf(session: CalendarSession): ICalEventData {
  const { title, cohort, academy, url, note } = session;
  return {
    id: `${session.id}@${new URL(env().appOrigin).hostname}`,
    sequence: session.sequence,
    start: session.startsAt,
    end: session.endsAt,
    stamp: session.changedAt,
    lastModified: session.changedAt,
    summary: `${title} (${cohort})`,
    location: session.place || url || null,
    description: [academy, note, url].filter(Boolean).join("\n"),
    url: url ?? undefined,
    status: session.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  };
}

/** A double quote cannot stand in a parameter's value, whatever is done to it. */
const quotable = (name: string): string => name.replace(/["\r\n]/g, " ").trim();

/** The address in `MAIL_FROM`, which may be "Name <address>". */
const senderAddress = (): string => /<([^>]+)>/.exec(env().mailFrom)?.[1] ?? env().mailFrom;
