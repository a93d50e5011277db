import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { declineNomination } from "~/domain/cohorts/commands/decline-nomination.server";
import { NominationParams, ReasonInput } from "~/domain/cohorts/input.server";
import { getNominationPage } from "~/domain/cohorts/queries/nomination.server";
import { Button } from "~/ui/button";
import { useCohortCrumbs } from "~/ui/cohorts/cohort-pages";
import { Form, TextArea } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: NominationParams },
  async ({ actor, params, t }) => ({
    ...(await getNominationPage(actor, params.nominationId)),
    title: t("nominations:refusal.documentTitle"),
  }),
);

export const action = defineAction(
  { access: "signed-in", params: NominationParams, form: ReasonInput },
  async ({ actor, params, form }) => {
    const { cohortId } = await declineNomination(actor, params.nominationId, form.reason);
    return redirectWith(`/academy/cohorts/${cohortId}/roster`, "nominations:flash.declined");
  },
);

export default function Refusal() {
  const { t } = useTranslation("nominations");
  const crumbs = useCohortCrumbs();
  const { nomination, cohort } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={t("refusal.title", { name: nomination.fullName })}
        status={t("nomination.status", { cohort: cohort.title, academy: cohort.organisation })}
        breadcrumbs={crumbs(
          cohort,
          "roster",
          { label: nomination.fullName, to: `/nominations/${nomination.id}` },
          { label: t("refusal.submit") },
        )}
      />
      <p>{t("refusal.body")}</p>
      <Form refusal={refusal} namespace="nominations">
        <TextArea name="reason" label={t("common.reason")} />
        <div>
          <Button variant="danger">{t("refusal.submit")}</Button>
        </div>
      </Form>
    </>
  );
}
