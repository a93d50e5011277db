/** The people of a roster with where each stands; with boxes to tick for whoever may change it. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { NominationStatus } from "~/domain/cohorts/schema";
import { type Column, DataTable } from "~/ui/table";
import { NominationBadge } from "./nomination-badge";
import { Pick } from "./pick";

export type RosterRow = {
  id: string;
  fullName: string;
  email: string;
  countryName: string;
  profession: string;
  employer: string | null;
  status: NominationStatus;
  joined: boolean;
  invited: boolean;
  seat: string | null;
  double: boolean;
  place: number | null;
};

const ALIVE: NominationStatus[] = ["requested", "approved", "booked", "waitlisted"];

export function RosterTable({
  caption,
  rows,
  pick,
  queue,
  exportHref,
}: {
  caption: string;
  rows: RosterRow[];
  pick: boolean;
  queue?: boolean;
  exportHref?: string;
}) {
  const { t } = useTranslation("nominations");
  const place: Column<RosterRow> = {
    ...{ key: "place", header: t("roster.place"), numeric: true },
    render: (row) => row.place,
  };
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => row.id}
      exportHref={exportHref}
      columns={[
        {
          key: "name",
          header: t("common.name"),
          render: (row) => <Who row={row} pick={pick} />,
        },
        ...(queue ? [place] : []),
        { key: "country", header: t("common.country"), render: (row) => row.countryName },
        {
          key: "profession",
          header: t("common.profession"),
          render: (row) => (
            <div>
              {row.profession}
              {row.employer && <span className="small muted aside">{row.employer}</span>}
            </div>
          ),
        },
        { key: "status", header: t("common.status"), render: (row) => <Standing row={row} /> },
        {
          key: "details",
          header: t("offer.details"),
          render: (row) => (
            <Link to={`/nominations/${row.id}`}>
              {t("offer.details")}
              <span className="visually-hidden"> {row.fullName}</span>
            </Link>
          ),
        },
      ]}
    />
  );
}

function Who({ row, pick }: { row: RosterRow; pick: boolean }) {
  const name = (
    <span>
      {row.fullName}
      <span className="small muted aside">{row.email}</span>
    </span>
  );
  return pick && ALIVE.includes(row.status) ? <Pick id={row.id}>{name}</Pick> : name;
}

function Standing({ row }: { row: RosterRow }) {
  const { t } = useTranslation("nominations");
  const seat =
    row.seat === "shared"
      ? t("roster.seatShared")
      : t("roster.seatOf", { country: row.countryName });
  return (
    <div>
      <NominationBadge status={row.status} />
      <span className="small muted aside">
        {[row.seat && seat, accountOf(row) && t(`roster.${accountOf(row)}`)]
          .filter(Boolean)
          .join(" · ")}
      </span>
      {row.double && <strong className="small aside">{t("roster.double")}</strong>}
    </div>
  );
}

/** Nobody is invited before everybody who must has agreed. */
function accountOf({ joined, invited, status }: RosterRow): string | null {
  if (joined) return "joined";
  if (invited) return "invited";
  return ["approved", "booked", "waitlisted"].includes(status) ? "notInvited" : null;
}
