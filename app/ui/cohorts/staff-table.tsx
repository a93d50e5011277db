/** Who works at an academy by a role; a name is shown where it was disclosed to the academy. */
import { useTranslation } from "react-i18next";
import { formatDay } from "~/ui/format";
import { DataTable } from "~/ui/table";

type Staff = { id: string; name: string | null; role: string; academy: string; grantedAt: Date };

export function StaffTable({ staff }: { staff: Staff[] }) {
  const { t } = useTranslation(["cohorts", "identity"]);
  return (
    <DataTable
      caption={t("trainers.staffCaption")}
      rows={staff}
      rowKey={(row) => row.id}
      exportHref="/academy/staff.csv"
      columns={[
        {
          key: "name",
          header: t("trainers.name"),
          render: (row) => row.name ?? <span className="muted">{t("trainers.hidden")}</span>,
        },
        {
          key: "role",
          header: t("trainers.role"),
          render: (row) => t(`identity:roles.${row.role}`),
        },
        { key: "academy", header: t("trainers.academy"), render: (row) => row.academy },
        { key: "since", header: t("trainers.since"), render: (row) => formatDay(row.grantedAt) },
      ]}
    />
  );
}
