import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { nominate } from "~/domain/cohorts/commands/nominate.server";
import { CohortParams, NominateInput } from "~/domain/cohorts/input.server";
import { getNominationForm } from "~/domain/cohorts/queries/nomination-form.server";
import { Notice } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { NominationForm } from "~/ui/cohorts/nomination-form";
import { Form, TextInput } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

const Query = z.object({ email: z.string().trim().toLowerCase().max(254).optional() });

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams, query: Query },
  async ({ actor, params, query, t }) => ({
    ...(await getNominationForm(actor, params.cohortId, query.email ?? null)),
    email: query.email ?? "",
    title: t("nominations:form.documentTitle"),
  }),
);

export const action = defineAction(
  { access: "signed-in", params: CohortParams, form: NominateInput },
  async ({ actor, params, form }) => {
    const { nominationId, status, outcome } = await nominate(actor, params.cohortId, form);
    const flash = outcome === "added" ? status : outcome;
    return redirectWith(`/nominations/${nominationId}`, `nominations:flash.${flash}`);
  },
);

export default function NewNomination() {
  const { t } = useTranslation("nominations");
  const { cohort, takes, email, ...choices } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={t("form.title")}
        status={t("form.status", { cohort: cohort.title, academy: cohort.organisation })}
        breadcrumbs={[
          { label: t("offer.trainings"), to: "/training" },
          { label: cohort.code, to: `/cohorts/${cohort.id}` },
          { label: t("form.title") },
        ]}
      />
      {!takes && <Notice kind="warning">{t("form.closed")}</Notice>}
      {takes && !email && !refusal && <FindPerson />}
      {takes && (email || refusal) && (
        <NominationForm cohort={cohort} email={email} refusal={refusal} {...choices} />
      )}
    </>
  );
}

/** First who it is, so that nothing is typed that is known. */
function FindPerson() {
  const { t } = useTranslation("nominations");
  return (
    <Form method="get">
      <h2>{t("form.findTitle")}</h2>
      <TextInput
        name="email"
        type="email"
        label={t("common.email")}
        hint={t("form.findHint")}
        autoComplete="off"
      />
      <div>
        <Button>{t("form.find")}</Button>
      </div>
    </Form>
  );
}
