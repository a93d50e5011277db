import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { attachEvidence } from "~/domain/assessment/commands/attach-evidence.server";
import { previewPractical } from "~/domain/assessment/commands/sign-practical.server";
import {
  EvidenceForm,
  MarkingForm,
  PracticalParams,
  PracticalQuery,
} from "~/domain/assessment/input.server";
import { getPractical } from "~/domain/assessment/queries/practicals.server";
import { typedMarks } from "~/ui/assessment/marking";
import { PracticalPage } from "~/ui/assessment/practical-page";
import { defineLoader } from "~/web/define.server";
import { evidenceLimits } from "~/web/evidence.server";
import { refusalOf } from "~/web/refusal";
import { defineUploads, parseFields } from "~/web/upload-action.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: PracticalParams, query: PracticalQuery },
  async ({ actor, params, query, t }) => {
    const practical = await getPractical(actor, params);
    const { fullName: name, title } = practical;
    return {
      practical,
      correcting: query.correct,
      alone: query.alone === "yes",
      documentTitle: t("assessment:practical.documentTitle", { name, title }),
    };
  },
);

/** Marks are considered here and signed on the next page: nobody signs by pressing one button. */
export const action = defineUploads(
  { params: PracticalParams, limits: evidenceLimits },
  async ({ actor, params, fields, files }) => {
    const { assessmentId } = parseFields(EvidenceForm, fields);
    await attachEvidence(actor, { ...params, assessmentId, files, note: "" });
    const form = parseFields(MarkingForm, fields);
    return {
      judgement: await previewPractical(actor, { ...form, ...params }),
      typed: typedMarks(form),
    };
  },
);

export default function MarkPractical() {
  const { practical, correcting, alone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const considered = answer && "judgement" in answer ? answer : undefined;
  return (
    <PracticalPage
      practical={practical}
      correcting={correcting}
      alone={alone}
      considered={considered}
      refusal={refusalOf(answer)}
    />
  );
}
