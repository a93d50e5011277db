import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PersonModuleParams } from "~/domain/cohorts/input.server";
import { getPersonModule } from "~/domain/cohorts/queries/attempts.server";
import { resetAttempt } from "~/domain/learning/commands/attempts.server";
import { ResetInput } from "~/domain/learning/input.server";
import { Card, EmptyState, Notice } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { CohortHeader } from "~/ui/cohorts/cohort-header";
import { Form, TextArea } from "~/ui/form";
import { AttemptRule, AttemptsTable } from "~/ui/learning/attempts-table";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: PersonModuleParams },
  async ({ actor, params, t }) => {
    const page = await getPersonModule(actor, params);
    return { ...page, documentTitle: t("learning:taught.personTitle", page) };
  },
);

export const action = defineAction(
  { access: "signed-in", params: PersonModuleParams, form: ResetInput },
  async ({ actor, params, form }) => {
    await resetAttempt(actor, form.registrationId, form.reason);
    const { cohortId, nominationId, moduleId } = params;
    return redirectWith(
      `/academy/cohorts/${cohortId}/people/${nominationId}/modules/${moduleId}`,
      "learning:flash.reset",
    );
  },
);

export default function PersonModule() {
  const { t } = useTranslation("learning");
  const { cohort, nominationId, moduleId, fullName, title, scores, view } =
    useLoaderData<typeof loader>();
  const base = `/academy/cohorts/${cohort.id}`;
  return (
    <>
      <CohortHeader
        cohort={cohort}
        current="progress"
        below={[{ label: fullName, to: `${base}/people/${nominationId}` }, { label: title }]}
        title={t("attempts.title", { title })}
        status={fullName}
      />
      {view ? (
        <>
          {scores ? (
            <AttemptsTable
              exportHref={`${base}/people/${nominationId}/modules/${moduleId}/attempts.csv`}
              attempts={view.attempts}
              zone={cohort.zone}
            />
          ) : (
            <Notice>{t("taught.scoresHidden")}</Notice>
          )}
          <Card>
            <h2>{t("attempts.rule")}</h2>
            <AttemptRule {...view} left={scores ? view.left : null} />
          </Card>
          <Reset registrationId={view.registrationId} />
        </>
      ) : (
        <EmptyState title={t("taught.notOpened")} body={t("taught.notOpenedBody")} />
      )}
    </>
  );
}

function Reset({ registrationId }: { registrationId: string }) {
  const { t } = useTranslation("learning");
  const { mayTeach } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  if (!mayTeach) return null;
  return (
    <Card>
      <h2>{t("taught.reset")}</h2>
      <p>{t("taught.resetBody")}</p>
      <Form refusal={refusal} namespace="learning">
        <input type="hidden" name="registrationId" value={registrationId} />
        <TextArea name="reason" label={t("taught.reason")} hint={t("taught.reasonHint")} />
        <div>
          <Button variant="secondary">{t("taught.resetButton")}</Button>
        </div>
      </Form>
    </Card>
  );
}
