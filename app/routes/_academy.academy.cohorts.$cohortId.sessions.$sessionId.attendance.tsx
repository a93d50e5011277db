import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { markAttendance } from "~/domain/cohorts/commands/mark-attendance.server";
import { MarkingForm, SessionParams } from "~/domain/cohorts/input.server";
import { getAttendance } from "~/domain/cohorts/queries/attendance.server";
import { EmptyState, Notice } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";
import { AttendanceForm } from "~/ui/cohorts/attendance-form";
import { useCohortCrumbs } from "~/ui/cohorts/cohort-pages";
import { useSpan } from "~/ui/cohorts/session-time";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: SessionParams },
  async ({ actor, params, t }) => {
    const view = await getAttendance(actor, params);
    const named = { ...view.cohort, title: view.session.title };
    return { view, documentTitle: t("sessions:attendance.documentTitle", named) };
  },
);

export const action = defineAction(
  { access: "signed-in", params: SessionParams, form: MarkingForm },
  async ({ actor, params, form }) => {
    await markAttendance(actor, params, form);
    const { cohortId, sessionId } = params;
    return redirectWith(
      `/academy/cohorts/${cohortId}/sessions/${sessionId}/attendance`,
      "sessions:flash.marked",
    );
  },
);

export default function Attendance() {
  const { t } = useTranslation("sessions");
  const crumbs = useCohortCrumbs();
  const { view } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const span = useSpan();
  const { cohort, session, people } = view;
  const at = `/academy/cohorts/${cohort.id}`;
  const marked = people.filter(({ current }) => current).length;
  return (
    <>
      <PageHeader
        title={t("attendance.title", session)}
        status={t("attendance.status", { when: span(session), marked, total: people.length })}
        action={
          session.state !== "cancelled" &&
          session.state !== "over" && (
            <LinkButton to={`${at}/sessions/${session.id}/code`} variant="secondary">
              {t("attendance.showCode")}
            </LinkButton>
          )
        }
        breadcrumbs={crumbs(cohort, "sessions", { label: session.title })}
      />
      {session.state === "cancelled" && (
        <Notice kind="warning">
          {t("attendance.cancelled", { reason: session.cancelReason })}
        </Notice>
      )}
      {view.codesOpen && (
        <Notice>
          <form method="post" action={`${at}/sessions/${session.id}/closure`} className="row">
            {t("attendance.codesOpen")}
            <Button variant="quiet">{t("attendance.closeCodes")}</Button>
          </form>
        </Notice>
      )}
      {session.state === "to_come" && <Notice>{t("attendance.early")}</Notice>}
      {people.length === 0 ? (
        <EmptyState title={t("attendance.emptyTitle")} body={t("attendance.emptyBody")} />
      ) : (
        <AttendanceForm view={view} refusal={refusal} />
      )}
      <p>
        <a href={`${at}/sessions/${session.id}/sheet`}>{t("attendance.sheet")}</a>
      </p>
    </>
  );
}
