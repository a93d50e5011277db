import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { cancelCohort } from "~/domain/cohorts/commands/end-cohort.server";
import { CancelCohortForm, CohortParams } from "~/domain/cohorts/input.server";
import { getCohortEnd } from "~/domain/cohorts/queries/cohort-page.server";
import { Notice } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { useCohortCrumbs } from "~/ui/cohorts/cohort-pages";
import { Checkbox, Form, TextArea } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams },
  async ({ actor, params, t }) => {
    const view = await getCohortEnd(actor, params.cohortId);
    return { ...view, title: t("cohorts:cancellation.documentTitle", view.cohort) };
  },
);

export const action = defineAction(
  { access: "signed-in", params: CohortParams, form: CancelCohortForm },
  async ({ actor, params, form }) => {
    const { settled } = await cancelCohort(actor, params.cohortId, form);
    const flash = settled > 0 ? "cohorts:flash.cancelled" : "cohorts:flash.discarded";
    return redirectWith(`/academy/cohorts/${params.cohortId}`, flash);
  },
);

export default function Cancellation() {
  const { t } = useTranslation("cohorts");
  const crumbs = useCohortCrumbs();
  const { cohort, booked, waitlisted, requested, countries } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const told = booked + waitlisted + requested;
  const back = `/academy/cohorts/${cohort.id}`;
  return (
    <>
      <PageHeader
        title={t("cancellation.title", cohort)}
        status={t("cancellation.status", cohort)}
        breadcrumbs={crumbs(cohort, { label: t("page.cancel") })}
      />
      <Notice kind="warning">
        {told === 0 ? (
          <p>{t("cancellation.nobody")}</p>
        ) : (
          <>
            <p>
              <strong>{t("cancellation.told", { count: told })}</strong>
            </p>
            <p>{t("cancellation.counts", { booked, waitlisted, requested, countries })}</p>
          </>
        )}
      </Notice>
      <Form refusal={refusal} namespace="cohorts">
        <TextArea
          name="reason"
          label={t("cancellation.reason")}
          hint={t("cancellation.reasonHint")}
        />
        <Checkbox name="confirmed" label={t("cancellation.confirm")} />
        <div className="actions">
          <Button variant="danger">{t("cancellation.submit")}</Button>
          <Link to={back}>{t("cancellation.keep")}</Link>
        </div>
      </Form>
    </>
  );
}
