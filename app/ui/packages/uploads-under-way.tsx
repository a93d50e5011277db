/** Uploads that are not finished: so that a colleague, or oneself tomorrow, finds them again. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatBytes, formatInstant } from "~/ui/format";
import { DataTable } from "~/ui/table";

type Row = {
  id: string;
  fileName: string;
  bytes: number;
  received: number;
  state: string;
  touchedAt: Date | string;
};

export function UploadsUnderWay({ uploads }: { uploads: Row[] }) {
  const { t } = useTranslation("packages");
  return (
    <DataTable
      caption={t("list.uploads")}
      rows={uploads}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "file",
          header: t("upload.columns.file"),
          render: (row) => <Link to={`/academy/packages/uploads/${row.id}`}>{row.fileName}</Link>,
        },
        {
          key: "state",
          header: t("upload.columns.state"),
          render: (row) => t(`upload.short.${row.state}`),
        },
        {
          key: "arrived",
          header: t("upload.columns.arrived"),
          render: (row) =>
            t("upload.received", {
              received: formatBytes(row.received),
              total: formatBytes(row.bytes),
            }),
        },
        {
          key: "touched",
          header: t("upload.columns.touched"),
          render: (row) => formatInstant(row.touchedAt),
        },
      ]}
    />
  );
}
