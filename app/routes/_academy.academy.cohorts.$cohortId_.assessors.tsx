import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { assignAssessors } from "~/domain/cohorts/commands/assign-assessor.server";
import { getAssessors } from "~/domain/cohorts/queries/assessors.server";
import { Notice } from "~/ui/blocks";
import { AssignmentForm, Assignments } from "~/ui/cohorts/assessors";
import { CohortHeader } from "~/ui/cohorts/cohort-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

const Params = z.object({ cohortId: z.uuid() });
/** Forms send one choice as text and several as a list. */
const choices = z.preprocess(
  (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.uuid()),
);
const Form = z.object({
  assessorIds: choices,
  to: z.enum(["everybody", "chosen"]).default("everybody"),
  nominationIds: choices,
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: Params },
  async ({ actor, params, t }) => {
    const assessors = await getAssessors(actor, params.cohortId);
    const { title } = assessors;
    return { ...assessors, documentTitle: t("practicals:assessors.documentTitle", { title }) };
  },
);

export const action = defineAction(
  { access: "signed-in", params: Params, form: Form },
  async ({ actor, params: { cohortId }, form: { assessorIds, to, nominationIds } }) => {
    const whom = to === "everybody" ? null : nominationIds;
    await assignAssessors(actor, { cohortId, assessorIds, nominationIds: whom });
    return redirectWith(`/academy/cohorts/${cohortId}/assessors`, "practicals:flash.assigned");
  },
);

export default function Assessors() {
  const { t } = useTranslation("practicals");
  const cohort = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <CohortHeader
        cohort={{ ...cohort, id: cohort.cohortId }}
        current="assessors"
        title={t("assessors.title")}
        status={t("assessors.status")}
      />
      {!cohort.mayAssign && <Notice>{t("assessors.readOnly")}</Notice>}
      <Assignments cohort={cohort} />
      {cohort.mayAssign && <AssignmentForm cohort={cohort} refusal={refusal} />}
    </>
  );
}
