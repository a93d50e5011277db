import { data, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import {
  previewPractical,
  signPractical,
} from "~/domain/assessment/commands/sign-practical.server";
import { PracticalParams, SignatureForm } from "~/domain/assessment/input.server";
import { getPractical } from "~/domain/assessment/queries/practicals.server";
import { typedMarks } from "~/ui/assessment/marking";
import { PracticalPage } from "~/ui/assessment/practical-page";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: PracticalParams },
  async ({ actor, params, t }) => {
    const practical = await getPractical(actor, params);
    const { fullName: name, title } = practical;
    return {
      practical,
      documentTitle: t("assessment:practical.documentTitle", { name, title }),
    };
  },
);

export const action = defineAction(
  { access: "signed-in", params: PracticalParams, form: SignatureForm },
  async ({ actor, params, form: { confirmed, ...marking } }) => {
    const input = { ...marking, ...params };
    if (!confirmed) {
      const judgement = await previewPractical(actor, input);
      return data({ judgement, typed: typedMarks(marking), unconfirmed: true }, { status: 422 });
    }
    const { state } = await signPractical(actor, input);
    const told =
      state === "waiting" || state === "disputed"
        ? `practicals:flash.${state}`
        : "assessment:flash.signed";
    return redirectWith("/academy/practicals", told);
  },
);

/** Reached only by a refused signature: the marks come back as they were typed. */
export default function SignPractical() {
  const { practical } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const considered = answer && "judgement" in answer ? answer : undefined;
  return (
    <PracticalPage practical={practical} considered={considered} refusal={refusalOf(answer)} />
  );
}
