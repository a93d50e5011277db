/** Uploaded lists, newest first. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "~/ui/blocks";
import { formatInstant } from "~/ui/format";
import { DataTable } from "~/ui/table";
import { ImportBadge } from "./state-badges";
import type { Instant } from "./types";

type Item = {
  id: string;
  cohort: string;
  fileName: string;
  status: string;
  total: number;
  waiting: number;
  uploadedBy: string | null;
  createdAt: Instant;
};

export function RosterList({
  imports,
  base,
  zone,
  withTraining,
}: {
  imports: Item[];
  base: string;
  zone: string;
  withTraining?: boolean;
}) {
  const { t } = useTranslation("rosters");
  const training = {
    key: "training",
    header: t("list.training"),
    render: (row: Item) => row.cohort,
  };
  return (
    <DataTable
      caption={t("list.caption")}
      rows={imports}
      rowKey={(row) => row.id}
      exportHref={`${base}.csv`}
      empty={<EmptyState title={t("list.emptyTitle")} body={t("list.emptyBody")} />}
      columns={[
        {
          key: "file",
          header: t("list.file"),
          render: (row) => <Link to={`${base}/${row.id}`}>{row.fileName}</Link>,
        },
        ...(withTraining ? [training] : []),
        {
          key: "state",
          header: t("list.state"),
          render: (row) => <ImportBadge status={row.status} />,
        },
        { key: "rows", header: t("list.rows"), numeric: true, render: (row) => row.total },
        { key: "waiting", header: t("list.waiting"), numeric: true, render: (row) => row.waiting },
        {
          key: "uploaded",
          header: t("list.uploaded"),
          render: (row) => formatInstant(row.createdAt, zone),
        },
        {
          key: "by",
          header: t("list.by"),
          render: (row) => row.uploadedBy ?? t("list.unknownPerson"),
        },
      ]}
    />
  );
}
