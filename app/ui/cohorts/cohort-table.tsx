/** Cohorts as rows: code and title, when, where in their life, how full. */
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CohortState } from "~/domain/cohorts/schema";
import { DataTable } from "~/ui/table";
import { CohortStateBadge } from "./cohort-state";
import { formatPeriod } from "./period";

export type CohortListRow = {
  id: string;
  code: string;
  title: string;
  curriculumKey: string;
  startsOn: string | null;
  endsOn: string | null;
  seats: number;
  booked: number;
  waiting: number;
  state: CohortState;
};

type CohortTableProps = {
  caption: string;
  rows: CohortListRow[];
  empty: ReactNode;
  exportHref?: string;
};

export function CohortTable({ caption, rows, empty, exportHref }: CohortTableProps) {
  const { t } = useTranslation("cohorts");
  return (
    <DataTable
      {...{ caption, rows, empty, exportHref }}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "cohort",
          header: t("list.cohort"),
          render: (row) => (
            <>
              <Link to={`/academy/cohorts/${row.id}`}>{row.title}</Link>
              <div className="muted small">{row.code}</div>
            </>
          ),
        },
        {
          key: "dates",
          header: t("list.dates"),
          render: ({ startsOn, endsOn }) =>
            startsOn && endsOn ? formatPeriod(startsOn, endsOn) : t("noDates"),
        },
        {
          key: "state",
          header: t("list.state"),
          render: (row) => <CohortStateBadge state={row.state} />,
        },
        {
          key: "people",
          header: t("list.people"),
          numeric: true,
          render: (row) => t("list.peopleDetail", row),
        },
        {
          key: "waiting",
          header: t("list.waiting"),
          numeric: true,
          render: (row) => row.waiting,
        },
      ]}
    />
  );
}
