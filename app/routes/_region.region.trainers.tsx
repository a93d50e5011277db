import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { getRegionalBench } from "~/domain/reporting/queries/trainer-bench.server";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader({ access: "signed-in" }, async ({ actor, t }) => ({
  ...(await getRegionalBench(actor)),
  title: t("counts:region.documentTitle"),
}));

export default function RegionalTrainers() {
  const { t } = useTranslation("counts");
  const { rows } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t("region.title")} status={t("region.status")} />
      <DataTable
        caption={t("region.caption")}
        rows={rows}
        rowKey={(row) => row.iso2}
        exportHref="/region/trainers.csv"
        columns={[
          { key: "country", header: t("region.country"), render: (row) => row.country },
          {
            key: "certified",
            header: t("region.certified"),
            numeric: true,
            render: (row) => row.certified,
          },
          {
            key: "expiring",
            header: t("region.expiring"),
            numeric: true,
            render: (row) => row.expiring,
          },
          { key: "active", header: t("region.active"), numeric: true, render: (row) => row.active },
        ]}
      />
    </>
  );
}
