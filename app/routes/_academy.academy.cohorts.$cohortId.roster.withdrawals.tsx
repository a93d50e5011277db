import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { withdrawFromRoster } from "~/domain/cohorts/commands/withdraw-nominations.server";
import { CohortParams, SelectedInput, SelectionQuery } from "~/domain/cohorts/input.server";
import { previewRosterChange } from "~/domain/cohorts/queries/cohort-roster.server";
import { Button } from "~/ui/button";
import { resultsOf } from "~/ui/cohorts/change-results";
import { Picked } from "~/ui/cohorts/pick";
import { RosterChange } from "~/ui/cohorts/roster-change";
import { Form, TextArea } from "~/ui/form";
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
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <RosterChange words="rosterWithdrawals" page={page} results={resultsOf(answer)}>
      <Confirm page={page} refusal={refusalOf(answer)} />
    </RosterChange>
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
