import { type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { answerQuestion } from "~/domain/assessment/commands/answer-question.server";
import { AnswerForm, QuestionParams } from "~/domain/assessment/input.server";
import { getQuestion } from "~/domain/assessment/queries/sitting.server";
import { ClosedSitting } from "~/ui/assessment/closed-sitting";
import { ExamBar } from "~/ui/assessment/exam-bar";
import { QuestionForm } from "~/ui/assessment/question-form";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: QuestionParams },
  async ({ actor, params, t }) => {
    const sitting = await getQuestion(actor, params);
    const { total, title } = sitting;
    return {
      sitting,
      position: params.position,
      documentTitle: t("assessment:sitting.documentTitle", { ...params, total, title }),
    };
  },
);

export const action = defineAction(
  { access: "signed-in", params: QuestionParams, form: AnswerForm },
  async ({ actor, params, form: { next = params.position, ...answer } }) => {
    const { outcome } = await answerQuestion(actor, { ...answer, ...params });
    const to = `/sittings/${params.sittingId}/${next}`;
    if (outcome === "replaced") return redirectWith(to, "assessment:flash.replaced");
    if (outcome === "kept_newer") return redirectWith(to, "assessment:flash.keptNewer");
    return redirect(to);
  },
);

export default function SittingQuestion() {
  const { t } = useTranslation("assessment");
  const { sitting, position } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  if (!sitting.question) return <ClosedSitting sittingId={sitting.sittingId} refusal={refusal} />;
  return (
    <>
      <ExamBar
        title={t("sitting.progress", { position, total: sitting.total })}
        sitting={sitting}
      />
      <QuestionForm
        sittingId={sitting.sittingId}
        total={sitting.total}
        zone={sitting.zone}
        question={sitting.question}
        refusal={refusal}
      />
    </>
  );
}
