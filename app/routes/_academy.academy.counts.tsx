import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PeriodQuery } from "~/domain/reporting/input.server";
import { getAcademyCounts } from "~/domain/reporting/queries/training-counts.server";
import { AcademyNav } from "~/ui/cohorts/academy-nav";
import { PageHeader } from "~/ui/page-header";
import { CountTables } from "~/ui/reporting/counts";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", query: PeriodQuery },
  async ({ actor, query, t }) => ({
    ...(await getAcademyCounts(actor, query)),
    title: t("counts:training.documentTitle"),
  }),
);

export default function TrainingCounts() {
  const { t } = useTranslation("counts");
  const { counts, period } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t("training.title")} status={t("training.academy")} />
      <AcademyNav current="counts" />
      <CountTables {...{ counts, period }} exportHref="/academy/counts.csv" notes={[]} />
    </>
  );
}
