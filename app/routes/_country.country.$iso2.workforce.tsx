import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { recordWorkforceCount } from "~/domain/capacity/commands.server";
import { WorkforceCountInput } from "~/domain/capacity/input.server";
import { getWorkforce } from "~/domain/capacity/queries.server";
import { METHODS } from "~/domain/capacity/schema";
import { Card } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Form, Select, TextArea, TextInput } from "~/ui/form";
import { formatDay } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

const Params = z.object({ iso2: z.string().length(2) });

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: Params },
  async ({ actor, params, t }) => ({
    ...(await getWorkforce(actor, params.iso2)),
    title: t("capacity:workforce.documentTitle"),
  }),
);

export const action = defineAction(
  { access: "signed-in", params: Params, form: WorkforceCountInput },
  async ({ actor, params, form }) => {
    await recordWorkforceCount(actor, params.iso2, form);
    return redirectWith(`/country/${params.iso2}/workforce`, "capacity:flash.counted");
  },
);

export default function Workforce() {
  const { t } = useTranslation("capacity");
  const { country, countryName, populations, counts, mayCount } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={t("workforce.title")}
        status={t("workforce.status")}
        breadcrumbs={[
          { label: countryName, to: `/country/${country}` },
          { label: t("workforce.title") },
        ]}
      />
      {mayCount && (
        <Card>
          <h2>{t("workforce.new")}</h2>
          <Form refusal={refusal} namespace="capacity">
            <Select
              name="populationKey"
              label={t("fields.population")}
              placeholder={t("common:form.choose")}
              options={populations.map((p) => ({ value: p.key, label: p.name }))}
            />
            <TextInput name="value" label={t("fields.value")} inputMode="numeric" />
            <Select
              name="method"
              label={t("fields.method")}
              hint={t("workforce.methodHint")}
              placeholder={t("common:form.choose")}
              options={METHODS.map((m) => ({ value: m, label: t(`methods.${m}`) }))}
            />
            <div className="pair">
              <TextInput
                name="low"
                label={t("fields.low")}
                hint={t("workforce.boundsHint")}
                inputMode="numeric"
              />
              <TextInput
                name="high"
                label={t("fields.high")}
                hint={t("workforce.boundsHintHigh")}
                inputMode="numeric"
              />
            </div>
            <TextInput name="asOfOn" label={t("fields.asOf")} type="date" />
            <TextInput name="source" label={t("fields.source")} hint={t("workforce.sourceHint")} />
            <TextArea name="note" label={t("fields.note")} />
            <div>
              <Button>{t("workforce.submit")}</Button>
            </div>
          </Form>
        </Card>
      )}
      <DataTable
        caption={t("workforce.history")}
        rows={counts}
        rowKey={(row) => row.id}
        exportHref={`/country/${country}/workforce.csv`}
        empty={<p className="muted">{t("workforce.empty")}</p>}
        columns={[
          { key: "population", header: t("fields.population"), render: (row) => row.population },
          { key: "asOf", header: t("fields.asOf"), render: (row) => formatDay(row.asOfOn) },
          { key: "value", header: t("fields.value"), numeric: true, render: (row) => row.value },
          {
            key: "range",
            header: t("fields.range"),
            numeric: true,
            render: (row) => (row.low === row.high ? row.value : `${row.low}–${row.high}`),
          },
          {
            key: "method",
            header: t("fields.method"),
            render: (row) => t(`methods.${row.method}`),
          },
          { key: "source", header: t("fields.source"), render: (row) => row.source },
        ]}
      />
    </>
  );
}
