import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { SittingParams } from "~/domain/assessment/input.server";
import { findSittingResult } from "~/domain/assessment/queries/sitting-result.server";
import { SittingFeedback } from "~/ui/assessment/sitting-feedback";
import { Card, Facts, Notice } from "~/ui/blocks";
import { LinkButton } from "~/ui/button";
import { formatDay, formatInstant } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { StatusBadge } from "~/ui/status-badge";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: SittingParams },
  async ({ actor, params, t }) => {
    const result = await findSittingResult(actor, params.sittingId);
    if (!result) throw redirect(`/sittings/${params.sittingId}/overview`);
    return {
      result,
      documentTitle: t("assessment:result.documentTitle", { title: result.title }),
    };
  },
);

export default function SittingResult() {
  const { t } = useTranslation("assessment");
  const { result } = useLoaderData<typeof loader>();
  const { passed, score, maxScore, passPercent, zone } = result;
  const percent = maxScore === 0 ? 0 : Math.floor((score * 100) / maxScore);
  return (
    <>
      <PageHeader
        title={passed ? t("result.passed") : t("result.failed")}
        status={result.title}
        breadcrumbs={[
          { label: t("learning:mine.title"), to: "/my-learning" },
          { label: result.title, to: `/exams/${result.moduleId}` },
        ]}
      />
      {result.expired && <Notice kind="warning">{t("result.expired", result)}</Notice>}
      <Card lead>
        <p>
          <StatusBadge status={passed ? "passed" : "failed"} />
        </p>
        <Facts
          items={[
            {
              term: t("result.score"),
              detail: t("result.scoreDetail", { score, maxScore, percent }),
            },
            {
              term: t("result.needed"),
              detail: t("result.neededDetail", { percent: passPercent }),
            },
            { term: t("result.when"), detail: formatInstant(result.submittedAt, zone) },
          ]}
        />
        <WhatNow />
      </Card>
      <SittingFeedback feedback={result.feedback} />
    </>
  );
}

function WhatNow() {
  const { t } = useTranslation("assessment");
  const { result } = useLoaderData<typeof loader>();
  const { next } = result;
  const again = next.may
    ? t("result.again", { triesLeft: t("examStart.triesLeft", { count: next.attemptsLeft }) })
    : next.because === "must_wait"
      ? t("result.wait", { until: formatDay(next.until) })
      : null;
  return (
    <>
      <p>{result.passed ? t("result.award") : again}</p>
      <div className="row">
        <LinkButton to="/my-learning">{t("result.toLearning")}</LinkButton>
        {next.may && (
          <LinkButton to={`/exams/${result.moduleId}`} variant="secondary">
            {t("result.tryAgain")}
          </LinkButton>
        )}
      </div>
    </>
  );
}
