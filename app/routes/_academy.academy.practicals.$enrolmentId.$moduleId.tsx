import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { previewPractical } from "~/domain/assessment/commands/sign-practical.server";
import { MarkingForm, PracticalParams, PracticalQuery } from "~/domain/assessment/input.server";
import { getPractical } from "~/domain/assessment/queries/practicals.server";
import { typedMarks } from "~/ui/assessment/marking";
import { PracticalPage } from "~/ui/assessment/practical-page";
import { defineAction, defineLoader } from "~/web/define.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: PracticalParams, query: PracticalQuery },
  async ({ actor, params, query, t }) => {
    const practical = await getPractical(actor, params);
    const { fullName: name, title } = practical;
    return {
      practical,
      correcting: query.correct,
      documentTitle: t("assessment:practical.documentTitle", { name, title }),
    };
  },
);

/** Marks are considered here and signed on the next page: nobody signs by pressing one button. */
export const action = defineAction(
  { access: "signed-in", params: PracticalParams, form: MarkingForm },
  async ({ actor, params, form }) => ({
    judgement: await previewPractical(actor, { ...form, ...params }),
    typed: typedMarks(form),
  }),
);

export default function MarkPractical() {
  const { practical, correcting } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const considered = answer && "judgement" in answer ? answer : undefined;
  return (
    <PracticalPage
      practical={practical}
      correcting={correcting}
      considered={considered}
      refusal={refusalOf(answer)}
    />
  );
}
