import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { grantDelivery } from "~/domain/cohorts/commands/delivery-rights.server";
import { DeliveryRightInput } from "~/domain/cohorts/input.server";
import { listDeliveryRights } from "~/domain/cohorts/queries/delivery-rights.server";
import { Card } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Form, Select, TextInput } from "~/ui/form";
import { formatDay } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { StatusBadge } from "~/ui/status-badge";
import { DataTable } from "~/ui/table";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader({ access: "signed-in" }, async ({ actor, t }) => ({
  ...(await listDeliveryRights(actor)),
  title: t("cohorts:rights.documentTitle"),
}));

export const action = defineAction(
  { access: "signed-in", form: DeliveryRightInput },
  async ({ actor, form }) => {
    await grantDelivery(actor, form);
    return redirectWith("/admin/delivery-rights", "cohorts:flash.rightGranted");
  },
);

export default function DeliveryRights() {
  const { t } = useTranslation("cohorts");
  const { rights, academies, curricula, today } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <PageHeader title={t("rights.title")} status={t("rights.status")} />
      <DataTable
        caption={t("rights.caption")}
        rows={rights}
        rowKey={(row) => row.id}
        exportHref="/admin/delivery-rights.csv"
        empty={<p className="muted">{t("rights.empty")}</p>}
        columns={[
          { key: "academy", header: t("rights.academy"), render: (row) => row.academy },
          {
            key: "curriculum",
            header: t("rights.curriculum"),
            render: (row) => `${row.curriculumKey} · ${row.curriculum}`,
          },
          { key: "from", header: t("rights.from"), render: (row) => formatDay(row.fromOn) },
          {
            key: "until",
            header: t("rights.until"),
            render: (row) => (row.untilOn ? formatDay(row.untilOn) : t("rights.noEnd")),
          },
          {
            key: "state",
            header: t("rights.state"),
            render: (row) => (
              <StatusBadge status={row.state} label={t(`rights.states.${row.state}`)} />
            ),
          },
          {
            key: "end",
            header: t("rights.end"),
            render: (row) =>
              row.state === "expired" ? (
                "–"
              ) : (
                <Link to={`/admin/delivery-rights/${row.id}/end`}>{t("rights.end")}</Link>
              ),
          },
        ]}
      />
      <Card>
        <h2>{t("rights.grant")}</h2>
        <Form refusal={refusal} namespace="cohorts">
          <Select
            name="organisationId"
            label={t("rights.academy")}
            placeholder="—"
            options={academies.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Select
            name="curriculumKey"
            label={t("rights.curriculum")}
            placeholder="—"
            options={curricula.map(({ key, title }) => ({
              value: key,
              label: `${key} · ${title}`,
            }))}
          />
          <div className="field-pair">
            <TextInput name="fromOn" type="date" label={t("rights.from")} defaultValue={today} />
            <TextInput
              name="untilOn"
              type="date"
              label={t("rights.until")}
              hint={t("rights.untilHint")}
            />
          </div>
          <div>
            <Button>{t("rights.submit")}</Button>
          </div>
        </Form>
      </Card>
    </>
  );
}
