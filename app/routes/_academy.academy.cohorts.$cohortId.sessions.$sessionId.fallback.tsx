import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { moveToFallback } from "~/domain/cohorts/commands/change-session.server";
import { NoFields, SessionParams } from "~/domain/cohorts/input.server";
import { getSessionPage } from "~/domain/cohorts/queries/sessions.server";
import { Facts, Notice } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { useCohortCrumbs } from "~/ui/cohorts/cohort-pages";
import { useSpan } from "~/ui/cohorts/session-time";
import { Form } from "~/ui/form";
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
    return { ...page, documentTitle: t("sessions:fallback.documentTitle", named) };
  },
);

export const action = defineAction(
  { access: "signed-in", params: SessionParams, form: NoFields },
  async ({ actor, params }) => {
    await moveToFallback(actor, params);
    return redirectWith(`/academy/cohorts/${params.cohortId}/sessions`, "sessions:flash.moved");
  },
);

export default function MoveToFallback() {
  const { t } = useTranslation("sessions");
  const crumbs = useCohortCrumbs();
  const { cohort, session, fallback } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const span = useSpan();
  const at = `/academy/cohorts/${cohort.id}/sessions`;
  return (
    <>
      <PageHeader
        title={t("fallback.title", session)}
        breadcrumbs={crumbs(cohort, "sessions", { label: session.title })}
      />
      {fallback ? (
        <>
          <Facts
            items={[
              { term: t("fallback.from"), detail: span(session) },
              { term: t("fallback.to"), detail: span({ ...fallback, zone: session.zone }) },
            ]}
          />
          <Notice kind="warning">{t("fallback.warning")}</Notice>
        </>
      ) : (
        <Notice>{t("fallback.none")}</Notice>
      )}
      <Form refusal={refusal} namespace="sessions">
        <div className="actions">
          {fallback && <Button>{t("fallback.submit")}</Button>}
          <Link to={at}>{t("fallback.keep")}</Link>
        </div>
      </Form>
    </>
  );
}
