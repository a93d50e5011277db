import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { listPracticals, type PracticalRow } from "~/domain/assessment/queries/practicals.server";
import { EmptyState } from "~/ui/blocks";
import { AcademyNav } from "~/ui/cohorts/academy-nav";
import { formatInstant } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { type Status, StatusBadge } from "~/ui/status-badge";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader({ access: "signed-in" }, async ({ actor, t }) => ({
  practicals: await listPracticals(actor),
  documentTitle: t("assessment:practicals.documentTitle"),
}));

const BADGES: Record<PracticalRow["state"], Status> = {
  to_mark: "ready",
  not_ready: "not_started",
  passed: "passed",
  failed: "failed",
};

export default function Practicals() {
  const { t } = useTranslation("assessment");
  const { practicals } = useLoaderData<typeof loader>();
  const waiting = practicals.filter((row) => row.state === "to_mark").length;
  return (
    <>
      <PageHeader
        title={t("practicals.title")}
        status={t("practicals.status", { count: waiting })}
      />
      <AcademyNav current="practicals" />
      <DataTable
        caption={t("practicals.caption")}
        rows={practicals}
        rowKey={(row) => `${row.enrolmentId} ${row.moduleId}`}
        exportHref="/academy/practicals.csv"
        empty={<EmptyState title={t("practicals.emptyTitle")} body={t("practicals.emptyBody")} />}
        columns={[
          {
            key: "person",
            header: t("practicals.person"),
            render: (row) => (
              <Link to={`/academy/practicals/${row.enrolmentId}/${row.moduleId}`}>
                {row.fullName}
              </Link>
            ),
          },
          {
            key: "practical",
            header: t("practicals.practical"),
            render: (row) => `${row.curriculum}: ${row.title}`,
          },
          {
            key: "state",
            header: t("practicals.state"),
            render: (row) => (
              <StatusBadge
                status={BADGES[row.state]}
                label={t(`practicals.states.${row.state}`, { count: row.missing })}
              />
            ),
          },
          {
            key: "signed",
            header: t("practicals.signed"),
            render: (row) => (row.signedAt ? formatInstant(row.signedAt, row.zone) : "–"),
          },
        ]}
      />
    </>
  );
}
