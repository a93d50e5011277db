import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CountryParams } from "~/domain/reporting/input.server";
import { getTrainerBench } from "~/domain/reporting/queries/trainer-bench.server";
import { EmptyState } from "~/ui/blocks";
import { formatDay } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { StatusBadge } from "~/ui/status-badge";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: CountryParams },
  async ({ actor, params, t }) => {
    const bench = await getTrainerBench(actor, params.iso2);
    return { ...bench, title: t("counts:bench.documentTitle", { country: bench.countryName }) };
  },
);

const STATES = { certified: "valid", expiring: "extended", expired: "expired" } as const;

export default function Trainers() {
  const { t } = useTranslation("counts");
  const { country, countryName, trainers, delivers } = useLoaderData<typeof loader>();
  const count = trainers.filter(({ state }) => state !== "expired").length;
  return (
    <>
      <PageHeader
        title={t("bench.title")}
        status={t("bench.status", { count, country: countryName })}
        breadcrumbs={[
          { label: countryName, to: `/country/${country}` },
          { label: t("bench.title") },
        ]}
      />
      <h2>{t("bench.delivers")}</h2>
      <p>{t("bench.rule")}</p>
      <DataTable
        caption={t("bench.delivers")}
        rows={delivers}
        rowKey={(row) => row.curriculumKey}
        columns={[
          { key: "curriculum", header: t("bench.curriculum"), render: (row) => row.curriculum },
          {
            key: "unaided",
            header: t("bench.unaided"),
            render: ({ unaided }) => (
              <StatusBadge
                status={unaided ? "met" : "not_met"}
                label={t(unaided ? "bench.yes" : "bench.no")}
              />
            ),
          },
          {
            key: "why",
            header: t("bench.why"),
            render: (row) => t(`bench.why_${row.why}`, { ...row }),
          },
        ]}
      />
      <h2>{t("bench.caption")}</h2>
      <DataTable
        caption={t("bench.caption")}
        rows={trainers}
        rowKey={(row) => row.personId}
        exportHref={`/country/${country}/trainers.csv`}
        empty={<EmptyState title={t("bench.emptyTitle")} body={t("bench.emptyBody")} />}
        columns={[
          { key: "name", header: t("bench.name"), render: (row) => row.name },
          {
            key: "state",
            header: t("bench.state"),
            render: ({ state, until }) => (
              <StatusBadge
                status={STATES[state]}
                label={t(`bench.state_${state}`, { on: formatDay(until) })}
              />
            ),
          },
          {
            key: "sessions",
            header: t("bench.sessions"),
            numeric: true,
            render: (row) => row.sessions,
          },
          {
            key: "last",
            header: t("bench.last"),
            render: ({ lastAt }) => (lastAt ? formatDay(lastAt) : t("bench.never")),
          },
          {
            key: "taught",
            header: t("bench.taught"),
            render: (row) => row.taught.join(", ") || t("bench.never"),
          },
        ]}
      />
    </>
  );
}
