import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PeriodQuery } from "~/domain/reporting/input.server";
import { getRegionalCounts } from "~/domain/reporting/queries/training-counts.server";
import { LinkButton } from "~/ui/button";
import { PageHeader } from "~/ui/page-header";
import { CountTables } from "~/ui/reporting/counts";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", query: PeriodQuery },
  async ({ actor, query, t }) => ({
    ...(await getRegionalCounts(actor, query)),
    title: t("counts:training.documentTitle"),
  }),
);

export default function TrainingCounts() {
  const { t } = useTranslation("counts");
  const { counts, period } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={t("training.title")}
        status={t("training.region")}
        action={
          <LinkButton to="/region/trainers" variant="secondary">
            {t("region.title")}
          </LinkButton>
        }
      />
      <CountTables
        {...{ counts, period }}
        exportHref="/region/training-counts.csv"
        notes={["withheld"]}
      />
    </>
  );
}
