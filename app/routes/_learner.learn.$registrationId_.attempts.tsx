import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { askForAttempt } from "~/domain/learning/commands/attempts.server";
import { AttemptReasonInput, RegistrationParams } from "~/domain/learning/input.server";
import { getMyAttempts } from "~/domain/learning/queries/attempts.server";
import { Card, Notice } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";
import { Form, TextArea } from "~/ui/form";
import { AttemptRule, AttemptsTable } from "~/ui/learning/attempts-table";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: RegistrationParams },
  async ({ actor, params, t }) => {
    const view = await getMyAttempts(actor, params.registrationId);
    return { view, documentTitle: t("learning:attempts.documentTitle", { title: view.title }) };
  },
);

export const action = defineAction(
  { access: "signed-in", params: RegistrationParams, form: AttemptReasonInput },
  async ({ actor, params, form }) => {
    await askForAttempt(actor, params.registrationId, form.reason);
    return redirectWith(`/learn/${params.registrationId}/attempts`, "learning:flash.asked");
  },
);

export default function Attempts() {
  const { t } = useTranslation("learning");
  const { view } = useLoaderData<typeof loader>();
  const last = view.attempts.at(-1);
  return (
    <>
      <PageHeader
        title={t("attempts.title", view)}
        status={t(view.obstacle ? `attempts.obstacle_${view.obstacle}` : "attempts.mayBegin")}
        breadcrumbs={[
          { label: t("mine.title"), to: "/my-learning" },
          { label: t("attempts.breadcrumb") },
        ]}
        action={
          view.live &&
          !view.obstacle && (
            <form method="post" action={`/learn/${view.registrationId}/beginning`}>
              <Button>{t("attempts.begin")}</Button>
            </form>
          )
        }
      />
      <AttemptsTable
        exportHref={`/learn/${view.registrationId}/attempts.csv`}
        attempts={view.attempts}
        zone={view.zone}
      />
      <p className="row">
        {view.live && last && (
          <LinkButton to={`/learn/${view.registrationId}`} variant="secondary">
            {t(
              last.ended
                ? "attempts.review"
                : last.completion === "unknown"
                  ? "attempts.start"
                  : "attempts.goOn",
            )}
          </LinkButton>
        )}
        <Link to={`/learn/${view.registrationId}/saved`}>{t("attempts.toSaved")}</Link>
      </p>
      <Card>
        <h2>{t("attempts.rule")}</h2>
        <AttemptRule {...view} />
      </Card>
      <Asking />
    </>
  );
}

/** Where the rule leaves it to staff: what was asked, what was answered, or a form to ask. */
function Asking() {
  const { t } = useTranslation("learning");
  const { view } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const { request } = view;
  if (request && !request.decision) return <Notice>{t("attempts.waiting", request)}</Notice>;
  const mayAsk = view.obstacle === "on_request" || view.obstacle === "limit_reached";
  return (
    <>
      {request?.decision === "refused" && (
        <Notice kind="warning">{t("attempts.refused", { reason: request.decisionReason })}</Notice>
      )}
      {mayAsk && view.live && (
        <Card>
          <h2>{t("attempts.ask")}</h2>
          <Form refusal={refusal} namespace="learning">
            <TextArea name="reason" label={t("attempts.why")} hint={t("attempts.whyHint")} />
            <div>
              <Button variant="secondary">{t("attempts.send")}</Button>
            </div>
          </Form>
        </Card>
      )}
    </>
  );
}
