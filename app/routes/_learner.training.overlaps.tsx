import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { listOverlaps } from "~/domain/cohorts/queries/overlaps.server";
import { EmptyState } from "~/ui/blocks";
import { LinkButton } from "~/ui/button";
import { formatPeriod } from "~/ui/cohorts/period";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader({ access: "signed-in" }, async ({ actor, t }) => ({
  ...(await listOverlaps(actor)),
  title: t("cohorts:overlaps.documentTitle"),
}));

export default function Overlaps() {
  const { t } = useTranslation("cohorts");
  const { overlaps, mayRecordOffers } = useLoaderData<typeof loader>();
  const record = (
    <LinkButton to="/academy/offers" variant="secondary">
      {t("overlaps.recordOffer")}
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title={t("overlaps.title")}
        status={t("overlaps.status", { count: overlaps.length })}
        action={mayRecordOffers && record}
        breadcrumbs={[
          { label: t("calendar.title"), to: "/training" },
          { label: t("overlaps.title") },
        ]}
      />
      <DataTable
        caption={t("overlaps.caption")}
        rows={overlaps}
        rowKey={({ first, second }) => `${first.id} ${second.id}`}
        exportHref="/training/overlaps.csv"
        empty={<EmptyState title={t("overlaps.emptyTitle")} body={t("overlaps.emptyBody")} />}
        columns={[
          {
            key: "first",
            header: t("overlaps.first"),
            render: ({ first }) => <Activity {...first} />,
          },
          {
            key: "second",
            header: t("overlaps.second"),
            render: ({ second }) => <Activity {...second} />,
          },
          { key: "topic", header: t("overlaps.topic"), render: (row) => row.curriculum },
          {
            key: "professions",
            header: t("overlaps.professions"),
            render: (row) => row.professions.join(", ") || t("everyAudience"),
          },
          {
            key: "countries",
            header: t("overlaps.countries"),
            render: (row) => row.countries.join(", ") || t("everyCountry"),
          },
          {
            key: "period",
            header: t("overlaps.period"),
            render: (row) => formatPeriod(row.from, row.to),
          },
        ]}
      />
    </>
  );
}

const Activity = ({ title, organiser }: { title: string; organiser: string }) => (
  <>
    {title}
    <div className="muted small">{organiser}</div>
  </>
);
