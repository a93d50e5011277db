/** Who has which places: per country what is taken and what is free, the shared ones last, in words and as a bar. */
import { useTranslation } from "react-i18next";
import { DataTable } from "~/ui/table";

export type PlacesRow = {
  country: string | null;
  name: string | null;
  seats: number;
  taken: number;
  free: number;
  released: number;
  waiting: number;
  requested: number;
};

export function PlacesTable({ places, exportHref }: { places: PlacesRow[]; exportHref: string }) {
  const { t } = useTranslation("cohorts");
  return (
    <DataTable
      caption={t("page.placesTitle")}
      rows={places}
      rowKey={(row) => row.country ?? "shared"}
      exportHref={exportHref}
      columns={[
        { key: "country", header: t("page.country"), render: (row) => row.name ?? t("reserve") },
        { key: "bar", header: t("page.bar"), render: (row) => <PlacesBar row={row} /> },
        {
          key: "waiting",
          header: t("page.waiting"),
          numeric: true,
          render: (row) => count(row, row.waiting),
        },
        {
          key: "toDecide",
          header: t("page.toDecide"),
          numeric: true,
          render: (row) => count(row, row.requested),
        },
      ]}
    />
  );
}

/** Nobody waits for the shared places as such: whoever waits is of a country. */
const count = (row: PlacesRow, people: number) => (row.country === null ? "–" : people);

function PlacesBar({ row }: { row: PlacesRow }) {
  const { t } = useTranslation("cohorts");
  const share = row.seats === 0 ? 0 : (row.taken / row.seats) * 100;
  return (
    <div>
      {t("page.barWords", row)}
      {row.released > 0 && ` · ${t("page.released", { count: row.released })}`}
      <div className="place-bar" aria-hidden="true">
        <span style={{ width: `${share}%` }} />
      </div>
    </div>
  );
}
