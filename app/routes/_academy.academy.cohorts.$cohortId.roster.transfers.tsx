import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { transferFromRoster } from "~/domain/cohorts/commands/transfer-nominations.server";
import { CohortParams, SelectionQuery, TransferSelectedInput } from "~/domain/cohorts/input.server";
import { previewRosterChange } from "~/domain/cohorts/queries/cohort-roster.server";
import { Button } from "~/ui/button";
import { resultsOf } from "~/ui/cohorts/change-results";
import { Picked } from "~/ui/cohorts/pick";
import { RosterChange } from "~/ui/cohorts/roster-change";
import { TransferFields } from "~/ui/cohorts/transfer-fields";
import { Form } from "~/ui/form";
import { defineAction, defineLoader } from "~/web/define.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams, query: SelectionQuery },
  async ({ actor, params, query, t }) => ({
    ...(await previewRosterChange(actor, params.cohortId, query.id)),
    title: t("nominations:rosterTransfers.documentTitle"),
  }),
);

export const action = defineAction(
  { access: "signed-in", params: CohortParams, form: TransferSelectedInput },
  async ({ actor, params, form }) => ({
    results: await transferFromRoster(actor, params.cohortId, form),
  }),
);

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

export default function RosterTransfers() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <RosterChange words="rosterTransfers" page={page} results={resultsOf(answer)}>
      <Confirm page={page} refusal={refusalOf(answer)} />
    </RosterChange>
  );
}

function Confirm({ page, refusal }: { page: Page; refusal: ReturnType<typeof refusalOf> }) {
  const { t } = useTranslation("nominations");
  if (page.targets.length === 0) return <p>{t("transfer.none")}</p>;
  return (
    <>
      <p>{t("rosterTransfers.body")}</p>
      <Form refusal={refusal} namespace="nominations">
        <Picked ids={page.people.map(({ id }) => id)} />
        <TransferFields targets={page.targets} />
        <div>
          <Button>{t("rosterTransfers.submit")}</Button>
        </div>
      </Form>
    </>
  );
}
