/** People down, sessions across: the first column stays in sight, on a phone a card per person. Every mark leads to where it is corrected. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { AttendanceStanding } from "~/domain/cohorts/schema";
import { Card } from "~/ui/blocks";
import { type Column, DataTable } from "~/ui/table";
import { StandingBadge } from "./session-badges";
import { sessionClock, sessionDay } from "./session-time";

type Session = { id: string; title: string; zone: string; startsAt: string | Date };
type Row = {
  nominationId: string;
  fullName: string;
  countryName: string;
  hasSeat: boolean;
  cells: { standing: AttendanceStanding; minutes: number | null }[];
  attended: number;
  total: number;
};

export function AttendanceMatrix({
  cohortId,
  sessions,
  rows,
}: {
  cohortId: string;
  sessions: Session[];
  rows: Row[];
}) {
  const { t } = useTranslation("sessions");
  const at = `/academy/cohorts/${cohortId}`;
  const columnOf = (session: Session, index: number): Column<Row> => ({
    key: session.id,
    header: `${session.title} (${sessionDay(session.zone, session.startsAt)}, ${sessionClock(session.zone, session.startsAt)})`,
    render: ({ nominationId, fullName, cells }) => (
      <Link
        className="attendance-cell"
        to={`${at}/sessions/${session.id}/attendance#person-${nominationId}`}
      >
        <StandingBadge standing={cells[index]?.standing ?? "not_taken"} />
        <Minutes minutes={cells[index]?.minutes ?? null} />
        <span className="visually-hidden">{t("matrix.cell", { name: fullName })}</span>
      </Link>
    ),
  });
  return (
    <div className="sticky-first wide">
      <DataTable
        caption={t("matrix.caption")}
        rows={rows}
        rowKey={({ nominationId }) => nominationId}
        exportHref={`${at}/attendance.csv`}
        columns={[
          {
            key: "name",
            header: t("nominations:common.name"),
            render: (row) => <Who row={row} at={at} />,
          },
          { key: "share", header: t("matrix.share"), numeric: true, render: shareOf },
          ...sessions.map(columnOf),
        ]}
      />
    </div>
  );
}

const shareOf = ({ attended, total }: Row): string =>
  total === 0 ? "–" : `${Math.floor((attended * 100) / total)} %`;

function Minutes({ minutes }: { minutes: number | null }) {
  const { t } = useTranslation("sessions");
  return minutes === null ? null : <> {t("matrix.minutes", { count: minutes })}</>;
}

function Who({ row, at }: { row: Row; at: string }) {
  const { t } = useTranslation("sessions");
  return (
    <span>
      <Link to={`${at}/people/${row.nominationId}`}>{row.fullName}</Link>
      <span className="small muted aside">
        {row.countryName}
        {!row.hasSeat && ` · ${t("attendance.left")}`}
      </span>
    </span>
  );
}

const EXPLAINED = [
  ...(["present", "partial", "absent", "excused"] as const),
  ...(["no_show", "not_taken", "expected", "cancelled"] as const),
];

/** What each word means, and what it counts for. */
export function AttendanceLegend() {
  const { t } = useTranslation("sessions");
  return (
    <Card>
      <h2>{t("matrix.legend")}</h2>
      <ul className="plain-list legend">
        {EXPLAINED.map((standing) => (
          <li key={standing}>
            <StandingBadge standing={standing} /> {t(`matrix.means.${standing}`)}
          </li>
        ))}
      </ul>
    </Card>
  );
}
