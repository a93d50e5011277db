import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { publishCohort } from "~/domain/cohorts/commands/publish-cohort.server";
import { CohortParams, NothingMore } from "~/domain/cohorts/input.server";
import { getCohortEnd } from "~/domain/cohorts/queries/cohort-page.server";
import { Facts, Notice } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { useCohortCrumbs } from "~/ui/cohorts/cohort-pages";
import { OverlapNotice } from "~/ui/cohorts/overlap-notice";
import { formatPeriod } from "~/ui/cohorts/period";
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
    return { ...view, title: t("cohorts:publication.documentTitle", view.cohort) };
  },
);

export const action = defineAction(
  { access: "signed-in", params: CohortParams, form: NothingMore },
  async ({ actor, params }) => {
    await publishCohort(actor, params.cohortId);
    return redirectWith(`/academy/cohorts/${params.cohortId}`, "cohorts:flash.published");
  },
);

export default function Publication() {
  const { t } = useTranslation("cohorts");
  const crumbs = useCohortCrumbs();
  const { cohort, mayDeliver, quota, overlaps, names } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const { code, seats, startsOn, endsOn, organisation: academy, curriculumKey } = cohort;
  const back = `/academy/cohorts/${cohort.id}`;
  return (
    <>
      <PageHeader
        title={t("publication.title", { code })}
        status={t("publication.status")}
        breadcrumbs={crumbs(cohort, { label: t("page.publish") })}
      />
      {!mayDeliver && !refusal && (
        <Notice kind="warning">
          {t("publication.noRight", { academy, curriculum: curriculumKey })}
        </Notice>
      )}
      <OverlapNotice overlaps={overlaps} names={names} />
      <Facts
        items={[
          {
            term: t("publication.dates"),
            detail: startsOn && endsOn ? formatPeriod(startsOn, endsOn) : t("publication.demand"),
          },
          {
            term: t("publication.seats"),
            detail: t("publication.seatsDetail", { seats, quota, shared: seats - quota }),
          },
        ]}
      />
      <p>{t("publication.fixed")}</p>
      <Form refusal={refusal} namespace="cohorts">
        <div className="actions">
          <Button>{t("publication.submit")}</Button>
          <Link to={back}>{t("form.back")}</Link>
        </div>
      </Form>
    </>
  );
}
