import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { decideClaim } from "~/domain/learning/commands/claims.server";
import { AttemptParams, ClaimDecisionInput } from "~/domain/learning/input.server";
import { getClaim } from "~/domain/learning/queries/claims.server";
import { Card } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Form, RadioGroup, TextArea } from "~/ui/form";
import { formatInstant } from "~/ui/format";
import { useDoubt } from "~/ui/learning/doubt";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: AttemptParams },
  async ({ actor, params, t }) => ({
    claim: await getClaim(actor, params.attemptId),
    documentTitle: t("learning:claims.documentTitle"),
  }),
);

export const action = defineAction(
  { access: "signed-in", params: AttemptParams, form: ClaimDecisionInput },
  async ({ actor, params, form }) => {
    await decideClaim(actor, params.attemptId, form);
    return redirectWith(`/academy/claims/${params.attemptId}`, "learning:flash.claimAnswered");
  },
);

export default function Claim() {
  const { t } = useTranslation("learning");
  const { claim } = useLoaderData<typeof loader>();
  const sentence = useDoubt();
  return (
    <div className="narrow">
      <PageHeader
        title={t("claims.title", claim)}
        status={claim.name}
        breadcrumbs={[
          { label: t("timeline.cohorts"), to: "/academy/cohorts" },
          { label: t("claims.breadcrumb") },
        ]}
      />
      <Card>
        <h2>{t(claim.doubts.length === 0 ? "claims.plausible" : "claims.doubts")}</h2>
        <ul>
          {claim.doubts.map((doubt) => (
            <li key={sentence(doubt)}>{sentence(doubt)}</li>
          ))}
        </ul>
        <p className="muted small">{t("claims.checked", { at: formatInstant(claim.checkedAt) })}</p>
        <p>
          <Link to={`/learn/attempts/${claim.attemptId}`}>{t("claims.toTimeline")}</Link>
        </p>
      </Card>
      <Answers />
    </div>
  );
}

function Answers() {
  const { t } = useTranslation("learning");
  const { claim } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      {claim.answers.map(({ decision, reason, by, at }) => (
        <blockquote key={at}>
          <p>{reason}</p>
          <footer className="muted small">
            {t(`claims.answered_${decision}`, {
              by: by ?? t("claims.somebody"),
              at: formatInstant(at),
            })}
          </footer>
        </blockquote>
      ))}
      {claim.mayDecide && (
        <Form refusal={refusal} namespace="learning">
          <RadioGroup
            name="decision"
            label={t("claims.question")}
            options={["accepted", "rejected"].map((value) => ({
              ...{ value, label: t(`claims.${value}`), hint: t(`claims.hint_${value}`) },
            }))}
          />
          <TextArea name="reason" label={t("taught.reason")} hint={t("taught.reasonHint")} />
          <div>
            <Button>{t("taught.send")}</Button>
          </div>
        </Form>
      )}
    </>
  );
}
