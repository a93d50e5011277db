import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { transferNomination } from "~/domain/cohorts/commands/transfer-nominations.server";
import { NominationParams, TransferInput } from "~/domain/cohorts/input.server";
import { getTransferPage } from "~/domain/cohorts/queries/nomination.server";
import { Button } from "~/ui/button";
import { TransferFields } from "~/ui/cohorts/transfer-fields";
import { Form } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: NominationParams },
  async ({ actor, params, t }) => ({
    ...(await getTransferPage(actor, params.nominationId)),
    title: t("nominations:transfer.documentTitle"),
  }),
);

export const action = defineAction(
  { access: "signed-in", params: NominationParams, form: TransferInput },
  async ({ actor, params, form }) => {
    await transferNomination(actor, params.nominationId, form);
    return redirectWith(`/nominations/${params.nominationId}`, "nominations:flash.transferred");
  },
);

export default function Transfer() {
  const { t } = useTranslation("nominations");
  const { nomination, cohort, targets } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={t("transfer.title", { name: nomination.fullName })}
        status={t("nomination.status", { cohort: cohort.title, academy: cohort.organisation })}
        breadcrumbs={[
          { label: cohort.code, to: `/cohorts/${cohort.id}` },
          { label: nomination.fullName, to: `/nominations/${nomination.id}` },
          { label: t("nomination.transfer") },
        ]}
      />
      {targets.length === 0 ? (
        <p>{t("transfer.none")}</p>
      ) : (
        <>
          <p>{t("transfer.body")}</p>
          <Form refusal={refusal} namespace="nominations">
            <TransferFields targets={targets} />
            <div>
              <Button>{t("transfer.submit")}</Button>
            </div>
          </Form>
        </>
      )}
    </>
  );
}
