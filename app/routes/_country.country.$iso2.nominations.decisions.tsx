import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { decideNominations } from "~/domain/cohorts/commands/decide-nominations.server";
import { CountryParams, DecideSelectedInput, SelectionQuery } from "~/domain/cohorts/input.server";
import { previewDecisions } from "~/domain/cohorts/queries/country-nominations.server";
import { Button, LinkButton } from "~/ui/button";
import { ChangeResults, resultsOf } from "~/ui/cohorts/change-results";
import { NominationBadge } from "~/ui/cohorts/nomination-badge";
import { Picked } from "~/ui/cohorts/pick";
import { Form, RadioGroup, TextArea } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineAction, defineLoader } from "~/web/define.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: CountryParams, query: SelectionQuery },
  async ({ actor, params, query, t }) => ({
    ...(await previewDecisions(actor, params.iso2, query.id)),
    title: t("nominations:decisions.documentTitle"),
  }),
);

export const action = defineAction(
  { access: "signed-in", params: CountryParams, form: DecideSelectedInput },
  async ({ actor, params, form }) => ({
    results: await decideNominations(actor, params.iso2, form),
  }),
);

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Decisions() {
  const { t } = useTranslation("nominations");
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const results = resultsOf(answer);
  const { country, decidable } = page;
  const list = `/country/${country.iso2}/nominations`;
  const count = results?.length ?? decidable.length;
  return (
    <>
      <PageHeader
        title={t("decisions.title", { count })}
        status={t("decisions.status")}
        breadcrumbs={[
          { label: country.name, to: `/country/${country.iso2}` },
          { label: t("country.title"), to: list },
          { label: t("nomination.decide") },
        ]}
      />
      {results ? (
        <ChangeResults results={results} back={{ to: list, label: t("decisions.back") }} />
      ) : (
        <Preview page={page} refusal={refusalOf(answer)} back={list} />
      )}
    </>
  );
}

function Preview({
  page: { decidable, others },
  refusal,
  back,
}: {
  page: Page;
  refusal: ReturnType<typeof refusalOf>;
  back: string;
}) {
  const { t } = useTranslation("nominations");
  if (decidable.length === 0)
    return (
      <>
        <p>{t("decisions.none")}</p>
        <LinkButton to={back}>{t("decisions.back")}</LinkButton>
      </>
    );
  return (
    <>
      <Chosen caption={t("decisions.caption")} rows={decidable} />
      {others.length > 0 && <Chosen caption={t("decisions.others")} rows={others} />}
      <Form refusal={refusal} namespace="nominations">
        <Picked ids={decidable.map(({ id }) => id)} />
        <RadioGroup
          name="outcome"
          label={t("decisions.outcome")}
          options={(["approved", "declined"] as const).map((value) => ({
            value,
            label: t(`decisions.${value}`),
          }))}
        />
        <TextArea name="note" label={t("decisions.note")} hint={t("decisions.noteHint")} />
        <div>
          <Button>{t("decisions.submit")}</Button>
        </div>
      </Form>
    </>
  );
}

function Chosen({ caption, rows }: { caption: string; rows: Page["decidable"] }) {
  const { t } = useTranslation("nominations");
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "name", header: t("common.name"), render: (row) => row.fullName },
        { key: "employer", header: t("common.employer"), render: (row) => row.employer },
        { key: "training", header: t("common.training"), render: (row) => row.cohort },
        {
          key: "status",
          header: t("common.status"),
          render: (row) => <NominationBadge status={row.status} />,
        },
        { key: "note", header: t("common.note"), render: (row) => row.note },
      ]}
    />
  );
}
