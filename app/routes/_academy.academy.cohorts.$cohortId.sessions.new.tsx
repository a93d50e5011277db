import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { scheduleSession } from "~/domain/cohorts/commands/schedule-session.server";
import { CohortParams, SessionForm as SessionFormInput } from "~/domain/cohorts/input.server";
import { getSessionForm } from "~/domain/cohorts/queries/sessions.server";
import { useCohortCrumbs } from "~/ui/cohorts/cohort-pages";
import { SessionForm } from "~/ui/cohorts/session-form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams },
  async ({ actor, params, t }) => {
    const view = await getSessionForm(actor, { ...params, sessionId: null });
    return { view, documentTitle: t("sessions:form.newDocumentTitle", view.cohort) };
  },
);

export const action = defineAction(
  { access: "signed-in", params: CohortParams, form: SessionFormInput },
  async ({ actor, params, form }) => {
    await scheduleSession(actor, params.cohortId, form);
    return redirectWith(`/academy/cohorts/${params.cohortId}/sessions`, "sessions:flash.scheduled");
  },
);

export default function NewSession() {
  const { t } = useTranslation("sessions");
  const crumbs = useCohortCrumbs();
  const { view } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={t("form.newTitle")}
        status={t("form.newStatus", view.cohort)}
        breadcrumbs={crumbs(view.cohort, "sessions", { label: t("form.newTitle") })}
      />
      <SessionForm view={view} refusal={refusal} isNew />
    </>
  );
}
