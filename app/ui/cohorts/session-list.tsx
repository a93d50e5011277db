/** A cohort's sessions as its academy sees them, day by day. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { TimetableRow } from "~/domain/cohorts/schema";
import { SessionBadge } from "./session-badges";
import { SessionFacts } from "./session-facts";
import { SessionHours, sessionDay, useSpan } from "./session-time";

type Props = {
  cohortId: string;
  sessions: TimetableRow[];
  participants: number;
  mayChange: boolean;
};

export function SessionList({ sessions, ...rest }: Props) {
  return (
    <div className="timeline">
      {byDay(sessions).map(([day, held]) => (
        <section key={day}>
          <h2>{day}</h2>
          <ol className="timeline-day">
            {held.map((session) => (
              <Session key={session.id} session={session} {...rest} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function byDay(sessions: TimetableRow[]): [string, TimetableRow[]][] {
  const days = new Map<string, TimetableRow[]>();
  for (const session of sessions) {
    const day = sessionDay(session.zone, session.startsAt);
    days.set(day, [...(days.get(day) ?? []), session]);
  }
  return [...days];
}

function Session({
  session,
  cohortId,
  participants,
  mayChange,
}: { session: TimetableRow } & Omit<Props, "sessions">) {
  const { t } = useTranslation("sessions");
  const { state } = session;
  return (
    <li className={state === "cancelled" ? "session session-off" : "session"}>
      <div className="session-when">
        <SessionHours session={session} />
        <SessionBadge state={state} />
      </div>
      <div className="session-what">
        <h3>{session.title}</h3>
        <Details session={session} />
        {state !== "cancelled" && (
          <p className="small">
            {session.marked === 0 && state !== "over"
              ? null
              : session.marked === 0
                ? t("timetable.notMarked")
                : t("timetable.marked", { marked: session.marked, total: participants })}
            {session.sheets > 0 && ` · ${t("timetable.sheets", { count: session.sheets })}`}
          </p>
        )}
        <Steps session={session} cohortId={cohortId} mayChange={mayChange} />
      </div>
    </li>
  );
}

function Details({ session }: { session: TimetableRow }) {
  const { t } = useTranslation("sessions");
  const span = useSpan();
  const { fallbackStartsAt: startsAt, fallbackEndsAt: endsAt, zone } = session;
  const names = session.trainers.map(({ name }) => name).join(", ");
  const facts = [
    session.room,
    names && t("timetable.with", { names }),
    session.module && t("timetable.module", { module: session.module }),
    session.note,
  ];
  return (
    <>
      {session.cancelReason && (
        <p>{t("timetable.cancelledBecause", { reason: session.cancelReason })}</p>
      )}
      <SessionFacts facts={facts} />
      {startsAt && endsAt && session.state !== "cancelled" && (
        <p className="muted small">
          {t("timetable.fallback", { when: span({ startsAt, endsAt, zone }) })}
        </p>
      )}
    </>
  );
}

function Steps({
  session,
  cohortId,
  mayChange,
}: {
  session: TimetableRow;
  cohortId: string;
  mayChange: boolean;
}) {
  const { t } = useTranslation("sessions");
  const { state } = session;
  const open = mayChange && state !== "cancelled";
  const steps = [
    { key: "attendance", shown: true },
    { key: "code", shown: state === "running" || state === "to_come" },
    { key: "sheet", shown: state !== "cancelled" },
    { key: "edit", shown: open },
    { key: "fallback", shown: open && session.hasFallback },
    { key: "cancellation", shown: open && state !== "over" },
  ] as const;
  return (
    <ul className="session-steps">
      {steps
        .filter(({ shown }) => shown)
        .map(({ key }) => (
          <li key={key}>
            <Link to={`/academy/cohorts/${cohortId}/sessions/${session.id}/${key}`}>
              {t(`timetable.${WORDS[key]}`)}
              <span className="visually-hidden"> {session.title}</span>
            </Link>
          </li>
        ))}
    </ul>
  );
}

const WORDS = {
  attendance: "attendance",
  code: "code",
  sheet: "sheet",
  edit: "edit",
  fallback: "moveToFallback",
  cancellation: "cancel",
} as const;
