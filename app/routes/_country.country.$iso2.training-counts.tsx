import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CountryParams, PeriodQuery } from "~/domain/reporting/input.server";
import { getCountryCounts } from "~/domain/reporting/queries/training-counts.server";
import { PageHeader } from "~/ui/page-header";
import { CountTables } from "~/ui/reporting/counts";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: CountryParams, query: PeriodQuery },
  async ({ actor, params, query, t }) => ({
    ...(await getCountryCounts(actor, params.iso2, query)),
    title: t("counts:training.documentTitle"),
  }),
);

export default function TrainingCounts() {
  const { t } = useTranslation("counts");
  const { country, countryName, counts, period } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={t("training.title")}
        status={t("training.country", { country: countryName })}
        breadcrumbs={[
          { label: countryName, to: `/country/${country}` },
          { label: t("training.title") },
        ]}
      />
      <CountTables
        {...{ counts, period }}
        exportHref={`/country/${country}/training-counts.csv`}
        notes={["judicial"]}
      />
    </>
  );
}
