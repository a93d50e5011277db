import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import {
  attachEvidence,
  removeEvidence,
} from "~/domain/assessment/commands/attach-evidence.server";
import { DraftForm, PracticalParams } from "~/domain/assessment/input.server";
import { getPractical } from "~/domain/assessment/queries/practicals.server";
import { typedFrom } from "~/ui/assessment/marking";
import { PracticalPage } from "~/ui/assessment/practical-page";
import { defineLoader } from "~/web/define.server";
import { evidenceLimits } from "~/web/evidence.server";
import { refusalOf } from "~/web/refusal";
import { defineUploads, parseFields } from "~/web/upload-action.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: PracticalParams },
  async ({ actor, params, t }) => {
    const practical = await getPractical(actor, params);
    const { fullName: name, title } = practical;
    return { practical, documentTitle: t("assessment:practical.documentTitle", { name, title }) };
  },
);

/** The files of a draft: those chosen come in, one taken back goes out; marks are not looked at and come back as typed. */
export const action = defineUploads(
  { params: PracticalParams, limits: evidenceLimits },
  async ({ actor, params, fields, files }) => {
    const { assessmentId, remove } = parseFields(DraftForm, fields);
    await attachEvidence(actor, { ...params, assessmentId, files, note: "" });
    if (remove) await removeEvidence(actor, remove);
    return { typed: typedFrom(fields) };
  },
);

export default function PracticalDraft() {
  const { practical } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer && "typed" in answer ? answer.typed : undefined;
  return <PracticalPage practical={practical} typed={typed} refusal={refusalOf(answer)} />;
}
