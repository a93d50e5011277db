/** People down, modules across; a person per card on a phone. Ticked people go into the form this stands in. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { ModuleColumn, ProgressRow } from "~/domain/cohorts/schema";
import { type Column, DataTable } from "~/ui/table";
import { AwardOrMissing, Cell, StandingBadge, useStandingSentence } from "./standing";

type Props = {
  cohortId: string;
  modules: ModuleColumn[];
  people: ProgressRow[];
  exportHref: string;
  selectable: boolean;
};

export function ProgressMatrix({ cohortId, modules, people, exportHref, selectable }: Props) {
  const { t } = useTranslation("teaching");
  const columns = useColumns(cohortId, modules, selectable);
  return (
    <div className="sticky-first wide">
      <DataTable
        caption={t("progress.caption")}
        rows={people}
        rowKey={(row) => row.nominationId}
        exportHref={exportHref}
        empty={<p className="muted">{t("progress.emptyFilter")}</p>}
        columns={columns}
      />
    </div>
  );
}

function useColumns(
  cohortId: string,
  modules: ModuleColumn[],
  selectable: boolean,
): Column<ProgressRow>[] {
  const { t } = useTranslation("teaching");
  const sentence = useStandingSentence();
  const attendance = ({ attendancePercent: percent }: ProgressRow) =>
    percent === null ? t("progress.attendanceNone") : t("progress.attendanceShare", { percent });
  const modulesDone = ({ cells, country, disclosed }: ProgressRow) => {
    const own = modules.filter((m) => !m.overlayCountry || m.overlayCountry === country);
    const done = own.filter(({ id }) => cells[id]?.state === "completed").length;
    return disclosed ? t("progress.modulesDone", { done, total: own.length }) : t("cells.hidden");
  };
  return [
    {
      key: "name",
      header: t("progress.name"),
      render: (row) => <Name cohortId={cohortId} row={row} selectable={selectable} />,
    },
    {
      key: "standing",
      header: t("progress.standing"),
      render: (row) => <StandingBadge standing={row.standing} />,
    },
    { key: "why", header: t("progress.why"), render: sentence },
    ...modules.map((module) => ({
      key: module.id,
      header: module.title,
      only: "desk" as const,
      render: (row: ProgressRow) =>
        module.overlayCountry && module.overlayCountry !== row.country ? (
          "–"
        ) : (
          <Cell cell={row.cells[module.id]} />
        ),
    })),
    // a phone counts them; the person's own page names them
    { key: "done", header: t("progress.modules"), only: "phone", render: modulesDone },
    { key: "attendance", header: t("progress.attendance"), render: attendance },
    {
      key: "award",
      header: t("progress.award"),
      render: ({ award, missing }) =>
        award ? (
          <div className="award-cell">
            <AwardOrMissing award={award} missing={missing} />
          </div>
        ) : (
          t("award.none")
        ),
    },
  ];
}

function Name({
  cohortId,
  row,
  selectable,
}: {
  cohortId: string;
  row: ProgressRow;
  selectable: boolean;
}) {
  const { t } = useTranslation("teaching");
  return (
    <span className="row">
      {selectable && (
        <input
          type="checkbox"
          name="to"
          value={row.nominationId}
          aria-label={t("progress.select", { name: row.fullName })}
        />
      )}
      <span>
        <Link to={`/academy/cohorts/${cohortId}/people/${row.nominationId}`}>{row.fullName}</Link>
        <br />
        <span className="muted small">
          {row.countryName}
          {row.disclosed && !row.scores ? `. ${t("progress.scoresHidden")}` : ""}
        </span>
      </span>
    </span>
  );
}
