import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { changeSession } from "~/domain/cohorts/commands/change-session.server";
import { SessionForm as SessionFormInput, SessionParams } from "~/domain/cohorts/input.server";
import { getSessionForm } from "~/domain/cohorts/queries/sessions.server";
import { Notice } from "~/ui/blocks";
import { useCohortCrumbs } from "~/ui/cohorts/cohort-pages";
import { SessionForm } from "~/ui/cohorts/session-form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: SessionParams },
  async ({ actor, params, t }) => {
    const view = await getSessionForm(actor, params);
    const named = { ...view.cohort, title: view.fields.title };
    return { view, documentTitle: t("sessions:form.editDocumentTitle", named) };
  },
);

export const action = defineAction(
  { access: "signed-in", params: SessionParams, form: SessionFormInput },
  async ({ actor, params, form }) => {
    const { changed } = await changeSession(actor, params, form);
    return redirectWith(
      `/academy/cohorts/${params.cohortId}/sessions`,
      changed ? "sessions:flash.changed" : "sessions:flash.unchanged",
    );
  },
);

export default function EditSession() {
  const { t } = useTranslation("sessions");
  const crumbs = useCohortCrumbs();
  const { view } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={t("form.editTitle", view.fields)}
        status={t("form.editStatus")}
        breadcrumbs={crumbs(view.cohort, "sessions", { label: view.fields.title })}
      />
      {view.cancelled ? (
        <Notice kind="warning">{t("form.cancelledNotice")}</Notice>
      ) : (
        <SessionForm view={view} refusal={refusal} isNew={false} />
      )}
    </>
  );
}
