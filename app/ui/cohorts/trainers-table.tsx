/** Who trains for an academy, and how long they are certified to. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDay } from "~/ui/format";
import { type Status, StatusBadge } from "~/ui/status-badge";
import { DataTable } from "~/ui/table";

type Trainer = {
  id: string;
  name: string;
  country: string;
  academy: string;
  sinceOn: string;
  untilOn: string | null;
  certifiedUntil: string | null;
  standing: "certified" | "expiring" | "expired" | "none";
};

const BADGES: Record<Trainer["standing"], Status> = {
  certified: "valid",
  expiring: "extended",
  expired: "expired",
  none: "unknown",
};

export function TrainersTable({ trainers, mayEnd }: { trainers: Trainer[]; mayEnd: boolean }) {
  const { t } = useTranslation("cohorts");
  return (
    <DataTable
      caption={t("trainers.caption")}
      rows={trainers}
      rowKey={(row) => row.id}
      exportHref="/academy/trainers.csv"
      empty={<p className="muted">{t("trainers.empty")}</p>}
      columns={[
        { key: "name", header: t("trainers.name"), render: (row) => row.name },
        { key: "country", header: t("trainers.country"), render: (row) => row.country },
        {
          key: "certified",
          header: t("trainers.certified"),
          render: ({ standing, certifiedUntil }) => (
            <StatusBadge
              status={BADGES[standing]}
              label={t(`trainers.standing.${standing}`, {
                until: certifiedUntil && formatDay(certifiedUntil),
              })}
            />
          ),
        },
        { key: "since", header: t("trainers.since"), render: (row) => formatDay(row.sinceOn) },
        {
          key: "until",
          header: t("trainers.until"),
          render: ({ id, untilOn }) => {
            if (untilOn) return formatDay(untilOn);
            return mayEnd ? (
              <Link to={`/academy/trainers/${id}/end`}>{t("trainers.end")}</Link>
            ) : (
              "–"
            );
          },
        },
      ]}
    />
  );
}
