import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { cancelSession } from "~/domain/cohorts/commands/change-session.server";
import { CancellationForm, SessionParams } from "~/domain/cohorts/input.server";
import { getSessionPage } from "~/domain/cohorts/queries/sessions.server";
import { Notice } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { useCohortCrumbs } from "~/ui/cohorts/cohort-pages";
import { useSpan } from "~/ui/cohorts/session-time";
import { Form, TextInput } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: SessionParams },
  async ({ actor, params, t }) => {
    const page = await getSessionPage(actor, params);
    const named = { ...page.cohort, title: page.session.title };
    return { ...page, documentTitle: t("sessions:cancellation.documentTitle", named) };
  },
);

export const action = defineAction(
  { access: "signed-in", params: SessionParams, form: CancellationForm },
  async ({ actor, params, form }) => {
    await cancelSession(actor, params, form.reason);
    return redirectWith(`/academy/cohorts/${params.cohortId}/sessions`, "sessions:flash.cancelled");
  },
);

export default function CancelSession() {
  const { t } = useTranslation("sessions");
  const crumbs = useCohortCrumbs();
  const { cohort, session } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const span = useSpan();
  const at = `/academy/cohorts/${cohort.id}/sessions`;
  return (
    <>
      <PageHeader
        title={t("cancellation.title", session)}
        status={t("cancellation.status", { when: span(session) })}
        breadcrumbs={crumbs(cohort, "sessions", { label: session.title })}
      />
      <Notice kind="warning">{t("cancellation.warning")}</Notice>
      <Form refusal={refusal} namespace="sessions">
        <TextInput
          name="reason"
          label={t("cancellation.reason")}
          hint={t("cancellation.reasonHint")}
          maxLength={500}
        />
        <div className="actions">
          <Button variant="danger">{t("cancellation.submit")}</Button>
          <Link to={at}>{t("cancellation.keep")}</Link>
        </div>
      </Form>
    </>
  );
}
