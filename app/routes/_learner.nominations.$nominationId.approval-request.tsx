import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { askLineManagerAgain } from "~/domain/cohorts/commands/ask-line-manager.server";
import { NominationParams } from "~/domain/cohorts/input.server";
import { getNominationPage } from "~/domain/cohorts/queries/nomination.server";
import { Facts } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Form } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: NominationParams },
  async ({ actor, params, t }) => ({
    ...(await getNominationPage(actor, params.nominationId)),
    title: t("nominations:nomination.askAgain"),
  }),
);

export const action = defineAction(
  { access: "signed-in", params: NominationParams, form: z.object({}) },
  async ({ actor, params }) => {
    await askLineManagerAgain(actor, params.nominationId);
    return redirectWith(`/nominations/${params.nominationId}`, "nominations:flash.asked");
  },
);

export default function ApprovalRequest() {
  const { t } = useTranslation("nominations");
  const { nomination, cohort } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={t("nomination.askAgain")}
        status={t("nomination.status", { cohort: cohort.title, academy: cohort.organisation })}
        breadcrumbs={[
          { label: cohort.code, to: `/cohorts/${cohort.id}` },
          { label: nomination.fullName, to: `/nominations/${nomination.id}` },
          { label: t("nomination.askAgain") },
        ]}
      />
      <Facts
        items={[
          { term: t("common.name"), detail: nomination.fullName },
          { term: t("nomination.lineManager"), detail: nomination.lineManagerEmail },
        ]}
      />
      <Form refusal={refusal} namespace="nominations">
        <div>
          <Button>{t("nomination.askAgain")}</Button>
        </div>
      </Form>
    </>
  );
}
