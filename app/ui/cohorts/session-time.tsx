/** When a session is, in the room's own zone; beside it in the reader's, where their clocks differ. */
import { useTranslation } from "react-i18next";

type Instant = Date | string;
type Span = { startsAt: Instant; endsAt: Instant; zone: string };

const format = (zone: string, options: Intl.DateTimeFormatOptions, at: Instant): string =>
  new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }).format(new Date(at));

export const sessionDay = (zone: string, at: Instant): string =>
  format(zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" }, at);

export const sessionClock = (zone: string, at: Instant): string =>
  format(zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, at);

/** When something was done: 12 Mar 2027, 10:05. */
export const sessionMoment = (zone: string, at: Instant): string =>
  format(
    zone,
    {
      ...{ day: "numeric", month: "short", year: "numeric" },
      ...{ hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    },
    at,
  );

/** "America/Port_of_Spain" is Port of Spain. */
export const placeOfZone = (zone: string): string =>
  (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");

/** A function that puts a span into words, with its zone. */
export function useSpan() {
  const { t } = useTranslation("sessions");
  return ({ startsAt, endsAt, zone }: Span): string => {
    const span = t("time.span", {
      day: sessionDay(zone, startsAt),
      from: sessionClock(zone, startsAt),
      to: sessionClock(zone, endsAt),
    });
    return `${span} (${t("time.zone", { place: placeOfZone(zone) })})`;
  };
}

/** Hours alone: the day stands above. */
export function SessionHours({ session, ownZone }: { session: Span; ownZone?: string }) {
  const { t } = useTranslation("sessions");
  const { startsAt, endsAt, zone } = session;
  return (
    <span className="session-hours">
      <strong>
        <time dateTime={new Date(startsAt).toISOString()}>{sessionClock(zone, startsAt)}</time> –{" "}
        <time dateTime={new Date(endsAt).toISOString()}>{sessionClock(zone, endsAt)}</time>
      </strong>{" "}
      <span className="muted">{t("time.zone", { place: placeOfZone(zone) })}</span>
      {ownZone && differs(session, ownZone) && (
        <span className="session-yours">{yours(t, session, ownZone)}</span>
      )}
    </span>
  );
}

const differs = ({ startsAt, endsAt, zone }: Span, own: string): boolean =>
  [startsAt, endsAt].some(
    (at) =>
      `${sessionDay(zone, at)}${sessionClock(zone, at)}` !==
      `${sessionDay(own, at)}${sessionClock(own, at)}`,
  );

function yours(
  t: ReturnType<typeof useTranslation>["t"],
  { startsAt, endsAt, zone }: Span,
  own: string,
): string {
  const day = sessionDay(own, startsAt);
  const key = day === sessionDay(zone, startsAt) ? "time.yours" : "time.yoursOtherDay";
  return t(key, {
    day,
    from: sessionClock(own, startsAt),
    to: sessionClock(own, endsAt),
    place: placeOfZone(own),
  });
}
