import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { withdrawNomination } from "~/domain/cohorts/commands/withdraw-nominations.server";
import { NominationParams, ReasonInput } from "~/domain/cohorts/input.server";
import { getNominationPage } from "~/domain/cohorts/queries/nomination.server";
import { Button } from "~/ui/button";
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
    title: t("nominations:withdrawal.documentTitle"),
  }),
);

export const action = defineAction(
  { access: "signed-in", params: NominationParams, form: ReasonInput },
  async ({ actor, params, form }) => {
    await withdrawNomination(actor, params.nominationId, form.reason);
    return redirectWith(`/nominations/${params.nominationId}`, "nominations:flash.withdrawn");
  },
);

export default function Withdrawal() {
  const { t } = useTranslation("nominations");
  const { nomination, cohort, own, pastCutoff } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const booked = nomination.status === "booked";
  const seat = booked ? (pastCutoff ? "seatAfter" : "seatBefore") : null;
  const rest = nomination.status === "waitlisted" ? "waiting" : "asked";
  return (
    <>
      <PageHeader
        title={
          own
            ? t("withdrawal.ownTitle", { cohort: cohort.title })
            : t("withdrawal.title", { name: nomination.fullName })
        }
        status={t("nomination.status", { cohort: cohort.title, academy: cohort.organisation })}
        breadcrumbs={[
          { label: cohort.code, to: `/cohorts/${cohort.id}` },
          { label: nomination.fullName, to: `/nominations/${nomination.id}` },
          { label: t("withdrawal.submit") },
        ]}
      />
      <ul>
        <li>{t(`withdrawal.${seat ?? rest}`)}</li>
        {booked && <li>{t("withdrawal.disclosure")}</li>}
        <li>{t("withdrawal.kept")}</li>
      </ul>
      <Form refusal={refusal} namespace="nominations">
        <TextArea name="reason" label={t("withdrawal.reason")} hint={t("withdrawal.reasonHint")} />
        <div>
          <Button variant="danger">{t("withdrawal.submit")}</Button>
        </div>
      </Form>
    </>
  );
}
