/** What is due for a learner, with dates in their own zone and, where it differs, the place's. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { WhatsDue as Due, DueSession } from "~/domain/reporting/schema";
import { Card } from "~/ui/blocks";
import { formatDay, formatInstant } from "~/ui/format";
import { Announcements } from "./announcements";

/** Dates as they come through the page's data. */
type Wire<T> = T extends string
  ? string
  : T extends Date
    ? string | Date
    : T extends object
      ? { [K in keyof T]: Wire<T[K]> }
      : T;

export function WhatsDue({ due }: { due: Wire<Due> }) {
  const { t } = useTranslation("teaching");
  const { sessions, steps, certificates, announcements, zone } = due;
  const nothing = sessions.length + steps.length + certificates.length === 0;
  return (
    <Card>
      <h2>{t("due.title")}</h2>
      {nothing && <p className="muted">{t("due.nothing")}</p>}
      <ul>
        {sessions.map((session) => (
          <Session key={session.id} session={session} zone={zone} />
        ))}
        {steps.map(({ moduleId, title, kind }) => (
          <li key={moduleId}>
            {kind === "exam" ? (
              <Link to={`/exams/${moduleId}`}>{t("due.exam_line", { title })}</Link>
            ) : (
              t("due.practical_line", { title })
            )}
          </li>
        ))}
        {certificates.map(({ title, on }) => (
          <li key={title}>{t("due.certificate_line", { title, on: formatDay(on) })}</li>
        ))}
      </ul>
      {announcements.length > 0 && (
        <>
          <h3>{t("due.announcements")}</h3>
          <Announcements items={announcements} zone={zone} />
        </>
      )}
      <p>
        <Link to="/my-training">{t("due.training")}</Link>
      </p>
    </Card>
  );
}

function Session({ session, zone }: { session: Wire<DueSession>; zone: string }) {
  const { t } = useTranslation("teaching");
  const { title, cohort, cohortId, startsAt, joiningLink, place, online } = session;
  const here = formatInstant(startsAt, zone);
  const there = formatInstant(startsAt, session.zone);
  const where = place ?? (online || joiningLink ? t("due.online") : null);
  return (
    <li>
      <Link to={`/cohorts/${cohortId}`}>{t("due.session_line", { title, cohort })}</Link>
      <br />
      {t("due.at", { at: here })}
      {there !== here && `. ${t("due.there", { at: there })}`}
      {where && `. ${t("due.place", { place: where })}`}
      {joiningLink && (
        <>
          {". "}
          <a href={joiningLink}>{t("due.join")}</a>
        </>
      )}
    </li>
  );
}
