/** A roster for paper: those with a seat, with room to sign, and the waiting list on a sheet of its own. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { CohortDates } from "./cohort-dates";
import type { RosterRow } from "./roster-table";

type Sheet = {
  id: string;
  title: string;
  code: string;
  startsOn: string | null;
  endsOn: string | null;
  zone: string;
};

export function RosterSheet({
  cohort,
  people,
  waiting,
  status,
}: {
  cohort: Sheet;
  people: RosterRow[];
  waiting: RosterRow[];
  status: string;
}) {
  const { t } = useTranslation("nominations");
  const booked = people.filter((row) => row.status === "booked");
  const facts = [
    { key: "country", header: t("common.country"), render: (row: RosterRow) => row.countryName },
    {
      key: "employer",
      header: t("common.employer"),
      render: (row: RosterRow) => row.employer ?? row.profession,
    },
  ];
  const name = {
    ...{ key: "name", header: t("common.name") },
    render: (row: RosterRow) => row.fullName,
  };
  return (
    <>
      <PageHeader title={`${cohort.code}: ${cohort.title}`} status={<CohortDates {...cohort} />} />
      <p>{status}</p>
      <p className="no-print">
        <Link to={`/academy/cohorts/${cohort.id}/roster`}>{t("roster.screen")}</Link>
      </p>
      <DataTable
        caption={t("status.booked")}
        rows={booked}
        rowKey={(row) => row.id}
        empty={<p>{t("roster.emptyTitle")}</p>}
        columns={[
          name,
          ...facts,
          {
            key: "signature",
            header: t("roster.signature"),
            render: () => <span className="signature aside">&nbsp;</span>,
          },
        ]}
      />
      <div className="new-sheet">
        <DataTable
          caption={t("roster.waitingCaption")}
          rows={waiting}
          rowKey={(row) => row.id}
          empty={<p>{t("roster.waitingEmpty")}</p>}
          columns={[
            name,
            {
              key: "place",
              header: t("roster.place"),
              numeric: true,
              render: (row) => row.place,
            },
            ...facts,
          ]}
        />
      </div>
    </>
  );
}
