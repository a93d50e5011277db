/** A person's own sessions: when in their zone and the room's, where, how to join, and how they stand. */
import { useTranslation } from "react-i18next";
import type { MySession } from "~/domain/cohorts/schema";
import { SessionBadge, StandingBadge } from "./session-badges";
import { SessionFacts } from "./session-facts";
import { SessionHours, sessionDay } from "./session-time";

type Props = {
  sessions: MySession[];
  /** The reader's own zone. */
  zone: string;
  /** Leaves out the cohort's name where the page is about one cohort. */
  ofOneCohort?: boolean;
};

export function MySessionList({ sessions, zone, ofOneCohort }: Props) {
  const { t } = useTranslation("sessions");
  if (sessions.length === 0) return <p className="muted">{t("mine.none")}</p>;
  return (
    <ol className="timeline-day">
      {sessions.map((session) => (
        <li
          key={session.id}
          className={session.state === "cancelled" ? "session session-off" : "session"}
        >
          <div className="session-when">
            <strong>{sessionDay(session.zone, session.startsAt)}</strong>
            <SessionHours session={session} ownZone={zone} />
            {session.standing && !["expected", "cancelled"].includes(session.standing) ? (
              <StandingBadge standing={session.standing} />
            ) : (
              <SessionBadge state={session.state} />
            )}
          </div>
          <div className="session-what">
            <h3>{session.title}</h3>
            {!ofOneCohort && <p className="muted">{session.cohort}</p>}
            <Details session={session} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function Details({ session }: { session: MySession }) {
  const { t } = useTranslation("sessions");
  const names = session.trainers.join(", ");
  const facts = [
    session.place,
    session.teaching ? t("mine.teaching") : names && t("mine.with", { names }),
    session.note,
  ];
  const joins = session.joiningLink && ["to_come", "running"].includes(session.state);
  return (
    <>
      {session.cancelReason && (
        <p>{t("mine.cancelledBecause", { reason: session.cancelReason })}</p>
      )}
      <SessionFacts facts={facts} />
      {joins && (
        <p>
          <a
            href={session.joiningLink ?? undefined}
            rel="noreferrer"
            className={session.state === "running" ? "button button-primary" : undefined}
          >
            {t("mine.join")}
            <span className="visually-hidden"> {t("mine.joinOf", session)}</span>
          </a>
        </p>
      )}
    </>
  );
}
