import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { claimSeat } from "~/domain/cohorts/commands/claim-seat.server";
import { ClaimInput, CohortParams } from "~/domain/cohorts/input.server";
import { getOffer } from "~/domain/cohorts/queries/offer.server";
import { ClaimForm } from "~/ui/cohorts/claim-form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams },
  async ({ actor, params, t }) => {
    const { cohort, offered } = await getOffer(actor, params.cohortId);
    return { cohort, offered, title: t("nominations:offer.documentTitle", cohort) };
  },
);

export const action = defineAction(
  { access: "signed-in", params: CohortParams, form: ClaimInput },
  async ({ actor, params, form }) => {
    const { status } = await claimSeat(actor, params.cohortId, form);
    return redirectWith(`/cohorts/${params.cohortId}`, `nominations:flash.${status}`);
  },
);

export default function Claim() {
  const { t } = useTranslation("nominations");
  const { cohort, offered } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={cohort.title}
        status={t("offer.by", { ...cohort, academy: cohort.organisation })}
        breadcrumbs={[
          { label: t("offer.trainings"), to: "/training" },
          { label: cohort.code, to: `/cohorts/${cohort.id}` },
          { label: t("offer.claimTitle") },
        ]}
      />
      <ClaimForm cohort={cohort} offered={offered} refusal={refusal} />
    </>
  );
}
