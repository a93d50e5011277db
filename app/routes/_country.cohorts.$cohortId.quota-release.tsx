import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { releaseQuota } from "~/domain/cohorts/commands/release-quota.server";
import { CohortParams, ReleaseInput } from "~/domain/cohorts/input.server";
import { getQuotaRelease } from "~/domain/cohorts/queries/quota-release.server";
import { Notice } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Form, TextArea } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

const Query = z.object({ country: z.string().length(2).optional() });

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams, query: Query },
  async ({ actor, params, query, t }) => ({
    ...(await getQuotaRelease(actor, params.cohortId, query.country)),
    title: t("nominations:release.documentTitle"),
  }),
);

export const action = defineAction(
  { access: "signed-in", params: CohortParams, form: ReleaseInput },
  async ({ actor, params, form }) => {
    await releaseQuota(actor, params.cohortId, form);
    return redirectWith(`/cohorts/${params.cohortId}`, "nominations:flash.released");
  },
);

export default function QuotaRelease() {
  const { t } = useTranslation("nominations");
  const { cohort, country, free } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={t("release.title", { country: country.name })}
        status={t("release.status", { cohort: cohort.title, academy: cohort.organisation })}
        breadcrumbs={[
          { label: t("offer.trainings"), to: "/training" },
          { label: cohort.code, to: `/cohorts/${cohort.id}` },
          { label: t("offer.releaseSeats") },
        ]}
      />
      {free === 0 ? (
        <p>{t("release.none", { country: country.name })}</p>
      ) : (
        <>
          <p>{t("release.body", { count: free, country: country.name })}</p>
          <Notice kind="warning">{t("release.final")}</Notice>
          <Form refusal={refusal} namespace="nominations">
            <input type="hidden" name="country" value={country.iso2} />
            <TextArea name="reason" label={t("common.reason")} />
            <div>
              <Button variant="danger">{t("release.submit")}</Button>
            </div>
          </Form>
        </>
      )}
    </>
  );
}
