import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { withdrawFromRoster } from "~/domain/cohorts/commands/withdraw-nominations.server";
import { CohortParams, SelectedInput, SelectionQuery } from "~/domain/cohorts/input.server";
import { previewRosterChange } from "~/domain/cohorts/queries/cohort-roster.server";
import { Button } from "~/ui/button";
import { ChangeResults, resultsOf } from "~/ui/cohorts/change-results";
import { ChosenPeople } from "~/ui/cohorts/chosen-people";
import { Picked } from "~/ui/cohorts/pick";
import { Form, TextArea } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams, query: SelectionQuery },
  async ({ actor, params, query, t }) => ({
    ...(await previewRosterChange(actor, params.cohortId, query.id)),
    title: t("nominations:rosterWithdrawals.documentTitle"),
  }),
);

export const action = defineAction(
  { access: "signed-in", params: CohortParams, form: SelectedInput },
  async ({ actor, params, form }) => ({
    results: await withdrawFromRoster(actor, params.cohortId, form),
  }),
);

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

export default function RosterWithdrawals() {
  const { t } = useTranslation("nominations");
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const results = resultsOf(answer);
  const { cohort, people } = page;
  const back = `/academy/cohorts/${cohort.id}/roster`;
  return (
    <>
      <PageHeader
        title={t("rosterWithdrawals.title", { count: results?.length ?? people.length })}
        status={t("nomination.status", { cohort: cohort.title, academy: cohort.organisation })}
        breadcrumbs={[
          { label: cohort.code, to: `/academy/cohorts/${cohort.id}` },
          { label: t("roster.title"), to: back },
          { label: t("rosterWithdrawals.submit") },
        ]}
      />
      {results ? (
        <ChangeResults results={results} back={{ to: back, label: t("preview.back") }} />
      ) : (
        <>
          <ChosenPeople people={people} back={back} />
          {people.length > 0 && <Confirm page={page} refusal={refusalOf(answer)} />}
        </>
      )}
    </>
  );
}

function Confirm({ page, refusal }: { page: Page; refusal: ReturnType<typeof refusalOf> }) {
  const { t } = useTranslation("nominations");
  return (
    <>
      <p>{t(page.pastCutoff ? "rosterWithdrawals.after" : "rosterWithdrawals.before")}</p>
      <Form refusal={refusal} namespace="nominations">
        <Picked ids={page.people.map(({ id }) => id)} />
        <TextArea name="reason" label={t("common.reason")} />
        <div>
          <Button variant="danger">{t("rosterWithdrawals.submit")}</Button>
        </div>
      </Form>
    </>
  );
}
