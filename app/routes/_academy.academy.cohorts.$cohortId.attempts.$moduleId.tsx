import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { setAttemptPolicy } from "~/domain/cohorts/commands/attempt-policies.server";
import { AttemptPolicyForm, CohortModuleParams } from "~/domain/cohorts/input.server";
import { getAttemptPolicy } from "~/domain/cohorts/queries/attempts.server";
import { ATTEMPT_COUNTS, NEXT_ATTEMPTS } from "~/domain/curricula/schema";
import { Button } from "~/ui/button";
import { useCohortCrumbs } from "~/ui/cohorts/cohort-pages";
import { Form, RadioGroup, TextInput } from "~/ui/form";
import { useRule } from "~/ui/learning/attempt-rule";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: CohortModuleParams },
  async ({ actor, params, t }) => {
    const page = await getAttemptPolicy(actor, params);
    return { ...page, documentTitle: t("learning:taught.ruleTitle", page.module) };
  },
);

export const action = defineAction(
  { access: "signed-in", params: CohortModuleParams, form: AttemptPolicyForm },
  async ({ actor, params, form }) => {
    await setAttemptPolicy(actor, params, form);
    return redirectWith(`/academy/cohorts/${params.cohortId}/attempts`, "learning:flash.ruleSet");
  },
);

export default function AttemptPolicyPage() {
  const { t } = useTranslation("learning");
  const crumbs = useCohortCrumbs();
  const { cohort, module } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const inWords = useRule();
  const rule = module.ofCohort ?? module.ofCurriculum;
  return (
    <div className="narrow">
      <PageHeader
        title={t("taught.ruleOf", module)}
        status={t("taught.ruleStatus")}
        breadcrumbs={crumbs(cohort, "attempts", { label: module.title })}
      />
      <Form refusal={refusal} namespace="learning">
        <RadioGroup
          name="rule"
          label={t("taught.whose")}
          defaultValue={module.ofCohort ? "cohort" : "curriculum"}
          options={[
            {
              value: "curriculum",
              label: t("taught.asCurriculum"),
              hint: inWords(module.ofCurriculum),
            },
            { value: "cohort", label: t("taught.asCohort") },
          ]}
        />
        <TextInput
          name="limit"
          label={t("taught.limit")}
          hint={t("taught.limitHint")}
          inputMode="numeric"
          defaultValue={rule.limit ?? ""}
        />
        <RadioGroup
          name="counts"
          label={t("attempts.whichCounts")}
          defaultValue={rule.counts}
          options={ATTEMPT_COUNTS.map((value) => ({ value, label: t(`attempts.counts_${value}`) }))}
        />
        <RadioGroup
          name="next"
          label={t("attempts.whenNext")}
          defaultValue={rule.next}
          options={NEXT_ATTEMPTS.map((value) => ({ value, label: t(`attempts.next_${value}`) }))}
        />
        <div>
          <Button>{t("taught.save")}</Button>
        </div>
      </Form>
    </div>
  );
}
