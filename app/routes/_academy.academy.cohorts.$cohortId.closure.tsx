import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { closeCohort } from "~/domain/cohorts/commands/end-cohort.server";
import { CohortParams, NothingMore } from "~/domain/cohorts/input.server";
import { getCohortEnd } from "~/domain/cohorts/queries/cohort-page.server";
import { Button } from "~/ui/button";
import { useCohortCrumbs } from "~/ui/cohorts/cohort-pages";
import { Form } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams },
  async ({ actor, params, t }) => {
    const view = await getCohortEnd(actor, params.cohortId);
    return { ...view, title: t("cohorts:closure.documentTitle", view.cohort) };
  },
);

export const action = defineAction(
  { access: "signed-in", params: CohortParams, form: NothingMore },
  async ({ actor, params }) => {
    await closeCohort(actor, params.cohortId);
    return redirectWith(`/academy/cohorts/${params.cohortId}`, "cohorts:flash.closed");
  },
);

export default function Closure() {
  const { t } = useTranslation("cohorts");
  const crumbs = useCohortCrumbs();
  const { cohort, waitlisted, requested } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const back = `/academy/cohorts/${cohort.id}`;
  return (
    <>
      <PageHeader
        title={t("closure.title", cohort)}
        status={t("closure.status", cohort)}
        breadcrumbs={crumbs(cohort, { label: t("page.close") })}
      />
      <p>{t("closure.what")}</p>
      <p>{t("closure.waiting", { count: waitlisted + requested })}</p>
      <Form refusal={refusal} namespace="cohorts">
        <div className="actions">
          <Button>{t("closure.submit")}</Button>
          <Link to={back}>{t("form.back")}</Link>
        </div>
      </Form>
    </>
  );
}
