/** The released picture by priority area: a bar of shares beside the numbers it is drawn from. */
import { useTranslation } from "react-i18next";
import { DataTable } from "~/ui/table";

export type AreaTallyRow = {
  key: string;
  name: string;
  met: number;
  not_met: number;
  unknown: number;
  not_applicable: number;
};

export function AreaTally({ areas }: { areas: AreaTallyRow[] }) {
  const { t } = useTranslation("common");
  const columns = [
    { key: "name", header: t("landing.area"), render: (area: AreaTallyRow) => area.name },
    {
      key: "share",
      header: t("landing.share"),
      render: (area: AreaTallyRow) => <Shares area={area} />,
    },
    {
      key: "met",
      header: t("landing.met"),
      numeric: true,
      render: (area: AreaTallyRow) => area.met,
    },
    {
      key: "not_met",
      header: t("landing.notMet"),
      numeric: true,
      render: (area: AreaTallyRow) => area.not_met,
    },
    {
      key: "unknown",
      header: t("landing.unknown"),
      numeric: true,
      render: (area: AreaTallyRow) => area.unknown,
    },
  ];
  return (
    <DataTable
      caption={t("landing.pictureCaption")}
      rows={areas}
      columns={columns}
      rowKey={(area) => area.key}
    />
  );
}

function Shares({ area }: { area: AreaTallyRow }) {
  const total = Math.max(1, area.met + area.not_met + area.unknown);
  const met = (100 * area.met) / total;
  const notMet = (100 * area.not_met) / total;
  return (
    <svg className="shares" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect width="100" height="10" className="shares-unknown" />
      <rect width={met} height="10" className="shares-met" />
      <rect x={met} width={notMet} height="10" className="shares-not-met" />
    </svg>
  );
}
