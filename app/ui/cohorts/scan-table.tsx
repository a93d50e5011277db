/** Scans of signed sheets that were kept. */
import { useTranslation } from "react-i18next";
import type { ScanRow } from "~/domain/cohorts/schema";
import { formatBytes, formatInstant } from "~/ui/format";
import { DataTable } from "~/ui/table";

type Props = { scans: ScanRow[]; hrefOf: (id: string) => string; zone: string };

export function ScanTable({ scans, hrefOf, zone }: Props) {
  const { t } = useTranslation("sessions");
  return (
    <DataTable
      caption={t("sheet.caption")}
      rows={scans}
      rowKey={(scan) => scan.id}
      empty={<p className="muted">{t("sheet.noScans")}</p>}
      columns={[
        {
          key: "name",
          header: t("sheet.scanName"),
          render: (scan) => <a href={hrefOf(scan.id)}>{scan.name}</a>,
        },
        {
          key: "size",
          header: t("sheet.scanSize"),
          numeric: true,
          render: (scan) => formatBytes(scan.bytes),
        },
        {
          key: "kept",
          header: t("sheet.scanKept"),
          render: (scan) => formatInstant(scan.uploadedAt, zone),
        },
      ]}
    />
  );
}
