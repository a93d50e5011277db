/** What partners plan elsewhere; withdrawn offers stay in the list and say so. */
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { DataTable } from "~/ui/table";
import { formatPeriod } from "./period";

type Offer = {
  id: string;
  provider: string;
  mandate: string | null;
  title: string;
  curriculumKey: string | null;
  professions: string[];
  countries: string[];
  startsOn: string;
  endsOn: string;
  place: string;
  source: string;
  withdrawn: boolean;
  mayWithdraw: boolean;
};

export function OffersTable({ offers }: { offers: Offer[] }) {
  const { t } = useTranslation("cohorts");
  return (
    <DataTable
      caption={t("offers.caption")}
      rows={offers}
      rowKey={(row) => row.id}
      exportHref="/academy/offers.csv"
      empty={<p className="muted">{t("offers.empty")}</p>}
      columns={[
        { key: "offer", header: t("offers.offer"), render: (row) => <Title offer={row} /> },
        {
          key: "provider",
          header: t("offers.provider"),
          render: (row) => (
            <>
              {row.provider}
              {row.mandate && <div className="muted small">{row.mandate}</div>}
            </>
          ),
        },
        {
          key: "dates",
          header: t("offers.dates"),
          render: (row) => formatPeriod(row.startsOn, row.endsOn),
        },
        {
          key: "forWhom",
          header: t("offers.forWhom"),
          render: (row) =>
            t("page.whoDetail", {
              professions: row.professions.join(", ") || t("everyAudience"),
              countries: row.countries.join(", ") || t("everyCountry"),
            }),
        },
        { key: "source", header: t("offers.source"), render: (row) => row.source },
        {
          key: "withdraw",
          header: t("offers.withdraw"),
          render: (row) => <Withdrawal offer={row} />,
        },
      ]}
    />
  );
}

const Title = ({ offer }: { offer: Offer }) => (
  <>
    {offer.title}
    <div className="muted small">
      {[offer.curriculumKey, offer.place].filter(Boolean).join(" · ")}
    </div>
  </>
);

function Withdrawal({ offer }: { offer: Offer }) {
  const { t } = useTranslation("cohorts");
  if (offer.withdrawn) return <>{t("offers.withdrawn")}</>;
  if (!offer.mayWithdraw) return <>–</>;
  return (
    <form method="post" action={`/academy/offers/${offer.id}/withdrawal`}>
      <Button variant="quiet">{t("offers.withdraw")}</Button>
    </form>
  );
}
