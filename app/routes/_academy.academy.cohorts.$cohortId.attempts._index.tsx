import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CohortParams } from "~/domain/cohorts/input.server";
import { getCohortAttempts } from "~/domain/cohorts/queries/attempts.server";
import { decideAttemptRequest } from "~/domain/learning/commands/attempts.server";
import { AttemptDecisionForm } from "~/domain/learning/input.server";
import { Card, EmptyState } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { CohortHeader } from "~/ui/cohorts/cohort-header";
import { Form, RadioGroup, TextArea } from "~/ui/form";
import { formatInstant } from "~/ui/format";
import { useRule } from "~/ui/learning/attempt-rule";
import { DataTable } from "~/ui/table";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams },
  async ({ actor, params, t }) => {
    const page = await getCohortAttempts(actor, params.cohortId);
    return { ...page, documentTitle: t("learning:taught.documentTitle", page.cohort) };
  },
);

export const action = defineAction(
  { access: "signed-in", params: CohortParams, form: AttemptDecisionForm },
  async ({ actor, params, form }) => {
    await decideAttemptRequest(actor, form.requestId, form);
    return redirectWith(`/academy/cohorts/${params.cohortId}/attempts`, "learning:flash.answered");
  },
);

export default function CohortAttempts() {
  const { t } = useTranslation("learning");
  const { cohort, modules, mayManage } = useLoaderData<typeof loader>();
  const inWords = useRule();
  return (
    <>
      <CohortHeader
        cohort={cohort}
        current="attempts"
        title={cohort.title}
        status={t("taught.status")}
      />
      <Requests />
      <Claims />
      <DataTable
        caption={t("taught.rules")}
        rows={modules}
        rowKey={(module) => module.id}
        empty={<EmptyState title={t("taught.noModules")} body={t("taught.noModulesBody")} />}
        columns={[
          { key: "module", header: t("taught.module"), render: (module) => module.title },
          {
            key: "rule",
            header: t("attempts.rule"),
            render: (module) => inWords(module.ofCohort ?? module.ofCurriculum),
          },
          {
            key: "of",
            header: t("attempts.ruleOf"),
            render: (module) =>
              t(module.ofCohort ? "attempts.of_cohort" : "attempts.of_curriculum"),
          },
          ...(mayManage
            ? [
                {
                  key: "change",
                  header: t("taught.change"),
                  render: (module: { id: string; title: string }) => (
                    <Link to={`/academy/cohorts/${cohort.id}/attempts/${module.id}`}>
                      {t("taught.changeRule")}
                      <span className="visually-hidden"> {module.title}</span>
                    </Link>
                  ),
                },
              ]
            : []),
        ]}
      />
    </>
  );
}

function Requests() {
  const { t } = useTranslation("learning");
  const { cohort, requests } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <section>
      <h2>{t("taught.requests")}</h2>
      {requests.length === 0 && <p className="muted">{t("taught.noRequests")}</p>}
      {requests.map((request) => (
        <Card key={request.id}>
          <h3>
            <Link
              to={`/academy/cohorts/${cohort.id}/people/${request.nominationId}/modules/${request.moduleId}`}
            >
              {t("taught.asks", request)}
            </Link>
          </h3>
          <blockquote>
            <p>{request.reason}</p>
            <footer className="muted small">
              {formatInstant(request.requestedAt, cohort.zone)}
            </footer>
          </blockquote>
          <Form
            namespace="learning"
            refusal={refusal?.values.requestId === request.id ? refusal : undefined}
          >
            <input type="hidden" name="requestId" value={request.id} />
            <RadioGroup
              name="decision"
              label={t("taught.answer")}
              options={["granted", "refused"].map((value) => ({
                ...{ value, label: t(`taught.${value}`) },
              }))}
            />
            <TextArea name="reason" label={t("taught.reason")} hint={t("taught.reasonHint")} />
            <div>
              <Button>{t("taught.send")}</Button>
            </div>
          </Form>
        </Card>
      ))}
    </section>
  );
}

function Claims() {
  const { t } = useTranslation("learning");
  const { cohort, claims } = useLoaderData<typeof loader>();
  return (
    <DataTable
      caption={t("claims.open")}
      rows={claims}
      rowKey={(claim) => claim.attemptId}
      empty={<p className="muted">{t("claims.none")}</p>}
      exportHref={`/academy/cohorts/${cohort.id}/claims.csv`}
      columns={[
        {
          key: "who",
          header: t("claims.who"),
          render: (claim) => (
            <Link to={`/academy/claims/${claim.attemptId}`}>{claim.fullName}</Link>
          ),
        },
        { key: "module", header: t("taught.module"), render: (claim) => claim.module },
        {
          key: "why",
          header: t("claims.doubts"),
          render: (claim) => claim.flags.map((flag) => t(`claims.short_${flag}`)).join(" "),
        },
        {
          key: "at",
          header: t("claims.since"),
          render: (claim) => formatInstant(claim.checkedAt, cohort.zone),
        },
      ]}
    />
  );
}
