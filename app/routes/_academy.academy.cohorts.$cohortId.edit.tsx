import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { changeCohort } from "~/domain/cohorts/commands/change-cohort.server";
import { CohortForm as CohortFormInput, CohortParams } from "~/domain/cohorts/input.server";
import { getCohortForm } from "~/domain/cohorts/queries/cohort-form.server";
import { Notice } from "~/ui/blocks";
import { CohortForm } from "~/ui/cohorts/cohort-form";
import { useCohortCrumbs } from "~/ui/cohorts/cohort-pages";
import { OverlapNotice } from "~/ui/cohorts/overlap-notice";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams },
  async ({ actor, params, t }) => {
    const form = await getCohortForm(actor, params.cohortId);
    return { ...form, title: t("cohorts:form.changeDocumentTitle", { code: form.cohort.code }) };
  },
);

export const action = defineAction(
  { access: "signed-in", params: CohortParams, form: CohortFormInput },
  async ({ actor, params, form }) => {
    const { told } = await changeCohort(actor, params.cohortId, form);
    const flash = told > 0 ? "cohorts:flash.savedTold" : "cohorts:flash.saved";
    return redirectWith(`/academy/cohorts/${params.cohortId}`, flash);
  },
);

export default function ChangeCohort() {
  const { t } = useTranslation("cohorts");
  const crumbs = useCohortCrumbs();
  const view = useLoaderData<typeof loader>();
  const { cohort, choices, input, overlaps, lacksFallback } = view;
  const refusal = refusalOf(useActionData<typeof action>());
  const published = cohort.state !== "draft" && cohort.state !== "template";
  const back = `/academy/cohorts/${cohort.id}`;
  return (
    <>
      <PageHeader
        title={t("form.changeTitle", { code: cohort.code })}
        status={t("form.changeStatus", { title: cohort.title })}
        breadcrumbs={crumbs(cohort, { label: t("page.change") })}
      />
      {published && <Consequences taken={view.taken} nominees={view.nominees} />}
      {lacksFallback && <Notice kind="warning">{t("page.hurricane")}</Notice>}
      <OverlapNotice overlaps={overlaps} names={choices} />
      <CohortForm
        choices={choices}
        values={input}
        refusal={refusal}
        curriculumFixed={published}
        submit={t("form.save")}
        after={<Link to={back}>{t("form.back")}</Link>}
      />
    </>
  );
}

function Consequences({ taken, nominees }: { taken: number; nominees: number }) {
  const { t } = useTranslation("cohorts");
  return (
    <Notice>
      <p>
        <strong>{t("form.publishedTitle")}.</strong> {t("form.consequences.curriculum")}
      </p>
      <ul>
        <li>{t("form.consequences.people", { count: nominees })}</li>
        <li>{t("form.consequences.seats", { taken })}</li>
        <li>{t("form.consequences.quotas")}</li>
      </ul>
    </Notice>
  );
}
