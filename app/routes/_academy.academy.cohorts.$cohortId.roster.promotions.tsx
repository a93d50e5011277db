import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { promoteByHand } from "~/domain/cohorts/commands/promote-waiting.server";
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
    title: t("nominations:rosterPromotions.documentTitle"),
  }),
);

export const action = defineAction(
  { access: "signed-in", params: CohortParams, form: SelectedInput },
  async ({ actor, params, form }) => ({
    results: await promoteByHand(actor, params.cohortId, form),
  }),
);

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

export default function RosterPromotions() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <RosterChange words="rosterPromotions" page={page} results={resultsOf(answer)}>
      <Confirm page={page} refusal={refusalOf(answer)} />
    </RosterChange>
  );
}

function Confirm({ page, refusal }: { page: Page; refusal: ReturnType<typeof refusalOf> }) {
  const { t } = useTranslation("nominations");
  if (page.promotes) return <p>{t("rosterPromotions.stillRule")}</p>;
  return (
    <>
      <p>
        {t("rosterPromotions.free", { count: page.free })} {t("rosterPromotions.body")}
      </p>
      <Form refusal={refusal} namespace="nominations">
        <Picked ids={page.people.map(({ id }) => id)} />
        <TextArea name="reason" label={t("common.reason")} />
        <div>
          <Button>{t("rosterPromotions.submit")}</Button>
        </div>
      </Form>
    </>
  );
}
