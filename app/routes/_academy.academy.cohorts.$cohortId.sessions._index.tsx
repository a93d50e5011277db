import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { createCohortFeed } from "~/domain/cohorts/commands/calendar-feeds.server";
import { CohortParams, NoFields } from "~/domain/cohorts/input.server";
import { getTimetable } from "~/domain/cohorts/queries/sessions.server";
import { env } from "~/platform/env.server";
import { EmptyState, Notice } from "~/ui/blocks";
import { LinkButton } from "~/ui/button";
import { CalendarFeeds } from "~/ui/cohorts/calendar-feeds";
import { CohortHeader } from "~/ui/cohorts/cohort-header";
import { SessionList } from "~/ui/cohorts/session-list";
import { defineAction, defineLoader } from "~/web/define.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams },
  async ({ actor, params, t }) => {
    const timetable = await getTimetable(actor, params.cohortId);
    return {
      ...timetable,
      documentTitle: t("sessions:timetable.documentTitle", timetable.cohort),
    };
  },
);

/** Makes an address for the cohort's calendar, told once. */
export const action = defineAction(
  { access: "signed-in", params: CohortParams, form: NoFields },
  async ({ actor, params }) => {
    const { code } = await createCohortFeed(actor, params.cohortId);
    return { address: `${env().appOrigin}/calendar/${code}.ics` };
  },
);

export default function Sessions() {
  const { t } = useTranslation("sessions");
  const { cohort, sessions, participants, thresholds, feeds } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const at = `/academy/cohorts/${cohort.id}`;
  const schedule = cohort.mayChange && (
    <LinkButton to={`${at}/sessions/new`}>{t("timetable.schedule")}</LinkButton>
  );
  return (
    <>
      <CohortHeader
        cohort={cohort}
        current="sessions"
        title={cohort.title}
        status={t("timetable.status", { count: sessions.length, participants })}
        action={schedule}
      />
      {!cohort.mayChange && <Notice>{t("timetable.over")}</Notice>}
      {sessions.length === 0 ? (
        <EmptyState
          title={t("timetable.emptyTitle")}
          body={t("timetable.emptyBody")}
          action={schedule}
        />
      ) : (
        <SessionList
          cohortId={cohort.id}
          sessions={sessions}
          participants={participants}
          mayChange={cohort.mayChange}
        />
      )}
      {thresholds.map((threshold) => (
        <p key={threshold.title} className="muted">
          {t(
            threshold.percent === 100 ? "timetable.thresholdWhole" : "timetable.threshold",
            threshold,
          )}
        </p>
      ))}
      {sessions.length > 0 && (
        <div className="table-actions">
          <Link to={`${at}/attendance-import`}>{t("timetable.import")}</Link>
          <a href={`${at}/attendance.csv`}>{t("timetable.export")}</a>
        </div>
      )}
      <CalendarFeeds
        feeds={feeds}
        made={answer && "address" in answer ? answer.address : undefined}
        refusal={refusalOf(answer)}
        revocation={(feedId) => `${at}/calendar-feeds/${feedId}/revocation`}
        title={t("feeds.title")}
        body={t("feeds.body")}
      />
    </>
  );
}
