import type { ActionFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { recordMilestone } from "~/domain/gap-analysis/commands.server";
import { CountryParams, MilestoneInput } from "~/domain/gap-analysis/input.server";
import { getStatements } from "~/domain/gap-analysis/queries.server";
import { Card } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Form, Select, TextInput } from "~/ui/form";
import { formatDay } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: CountryParams },
  async ({ actor, params, t }) => ({
    ...(await getStatements(actor, params.iso2)),
    title: t("gap-analysis:statements.documentTitle"),
  }),
);

export const action = (args: ActionFunctionArgs) =>
  defineAction(
    { access: "signed-in", params: CountryParams, form: MilestoneInput },
    async ({ actor, params, form }) => {
      await recordMilestone(actor, params.iso2, form);
      return redirectWith(`/country/${params.iso2}/milestones`, "gap-analysis:flash.stated");
    },
  )(args);

export default function Milestones() {
  const { t } = useTranslation("gap-analysis");
  const { iso2, name, mayState, milestones, indicators, stated, measured } =
    useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const states = [...new Set(milestones.flatMap((m) => m.states))];
  return (
    <>
      <PageHeader
        title={t("statements.title")}
        status={t("statements.status")}
        breadcrumbs={[{ label: name, to: `/country/${iso2}` }, { label: t("statements.title") }]}
      />
      {mayState && (
        <div className="columns">
          <Card>
            <h2>{t("statements.newMilestone")}</h2>
            <Form refusal={refusal} namespace="gap-analysis">
              <Select
                name="milestoneKey"
                label={t("statements.milestone")}
                placeholder={t("common:form.choose")}
                options={milestones.map((m) => ({
                  value: m.key,
                  label: `${m.name} (${m.states.map((s) => t(`states.${s}`)).join(", ")})`,
                }))}
              />
              <Select
                name="state"
                label={t("statements.state")}
                hint={t("statements.stateHint")}
                placeholder={t("common:form.choose")}
                options={states.map((s) => ({ value: s, label: t(`states.${s}`) }))}
              />
              <TextInput name="reachedOn" type="date" label={t("statements.on")} />
              <TextInput
                name="evidence"
                label={t("statements.evidence")}
                hint={t("statements.evidenceHint")}
              />
              <TextInput name="evidenceUrl" type="url" label={t("statements.url")} />
              <div>
                <Button>{t("statements.submit")}</Button>
              </div>
            </Form>
          </Card>
          <Card>
            <h2>{t("statements.newIndicator")}</h2>
            <Form action={`/country/${iso2}/indicators`} namespace="gap-analysis">
              <Select
                name="indicatorKey"
                label={t("statements.indicator")}
                placeholder={t("common:form.choose")}
                options={indicators.map((i) => ({ value: i.key, label: i.name }))}
              />
              <TextInput name="value" label={t("statements.value")} inputMode="decimal" />
              <TextInput name="happenedOn" type="date" label={t("statements.happened")} />
              <TextInput name="asOfOn" type="date" label={t("statements.asOf")} />
              <TextInput name="evidence" label={t("statements.evidence")} />
              <div>
                <Button>{t("statements.submit")}</Button>
              </div>
            </Form>
          </Card>
        </div>
      )}
      <DataTable
        caption={t("statements.stated")}
        rows={stated}
        rowKey={(row) => row.id}
        empty={<p className="muted">{t("statements.none")}</p>}
        columns={[
          { key: "name", header: t("statements.milestone"), render: (row) => row.name },
          {
            key: "state",
            header: t("statements.state"),
            render: (row) => t(`states.${row.state}`),
          },
          { key: "on", header: t("statements.on"), render: (row) => formatDay(row.on) },
          {
            key: "evidence",
            header: t("statements.evidence"),
            render: (row) => (row.url ? <a href={row.url}>{row.evidence}</a> : row.evidence),
          },
        ]}
      />
      <DataTable
        caption={t("statements.measured")}
        rows={measured}
        rowKey={(row) => row.id}
        empty={<p className="muted">{t("statements.none")}</p>}
        columns={[
          { key: "name", header: t("statements.indicator"), render: (row) => row.name },
          {
            key: "value",
            header: t("statements.value"),
            numeric: true,
            render: (row) => row.value ?? "",
          },
          { key: "on", header: t("statements.asOf"), render: (row) => formatDay(row.on) },
          { key: "evidence", header: t("statements.evidence"), render: (row) => row.evidence },
        ]}
      />
    </>
  );
}
