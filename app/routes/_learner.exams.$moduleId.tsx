import { type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { startSitting } from "~/domain/assessment/commands/start-sitting.server";
import { ExamParams, NoFields } from "~/domain/assessment/input.server";
import { getExamStart } from "~/domain/assessment/queries/exam-start.server";
import { ExamRules, PastSittings } from "~/ui/assessment/exam-start";
import { Card, Notice } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";
import { Form } from "~/ui/form";
import { formatDay } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: ExamParams },
  async ({ actor, params, t }) => {
    const exam = await getExamStart(actor, params.moduleId);
    return {
      exam,
      documentTitle: t("assessment:examStart.documentTitle", { title: exam.title }),
    };
  },
);

export const action = defineAction(
  { access: "signed-in", params: ExamParams, form: NoFields },
  async ({ actor, params }) => {
    const { sittingId } = await startSitting(actor, params);
    return redirect(`/sittings/${sittingId}/1`);
  },
);

export default function ExamStart() {
  const { t } = useTranslation("assessment");
  const { exam } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={exam.title}
        status={t("examStart.status", { curriculum: exam.curriculum })}
        breadcrumbs={[
          { label: t("learning:mine.title"), to: "/my-learning" },
          { label: exam.title },
        ]}
      />
      <Card lead>
        <NextStep refusal={refusal} />
      </Card>
      <ExamRules exam={exam} />
      <PastSittings past={exam.past} zone={exam.zone} />
    </>
  );
}

function NextStep({ refusal }: { refusal: ReturnType<typeof refusalOf> }) {
  const { t } = useTranslation("assessment");
  const { exam } = useLoaderData<typeof loader>();
  const { eligibility, openSittingId } = exam;
  if (openSittingId) {
    return (
      <>
        <p>{t("examStart.resumeBody")}</p>
        <LinkButton to={`/sittings/${openSittingId}/overview`}>{t("examStart.resume")}</LinkButton>
      </>
    );
  }
  if (eligibility.may) {
    return (
      <Form refusal={refusal} namespace="assessment">
        <p>{t("examStart.triesLeft", { count: eligibility.attemptsLeft })}</p>
        <div>
          <Button>{t("examStart.start")}</Button>
        </div>
      </Form>
    );
  }
  if (eligibility.because === "already_passed") {
    return (
      <Notice kind="success">
        <strong>{t("examStart.passedTitle")}</strong>
        <p>{t("examStart.passedBody")}</p>
      </Notice>
    );
  }
  if (eligibility.because === "must_wait") {
    return (
      <Notice kind="warning">
        <strong>{t("examStart.waitTitle", { until: formatDay(eligibility.until) })}</strong>
        <p>{t("examStart.waitBody")}</p>
      </Notice>
    );
  }
  return (
    <Notice kind="warning">
      <strong>{t("examStart.missingTitle")}</strong>
      <ul>
        {eligibility.missing.map((title) => (
          <li key={title}>{title}</li>
        ))}
      </ul>
      <p>{t("examStart.missingBody")}</p>
    </Notice>
  );
}
