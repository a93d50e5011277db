/** The rows of an import, those with problems first. */
import { useTranslation } from "react-i18next";
import type { RowOutcome, ShownRow } from "~/domain/cohorts/schema";
import { type Status, StatusBadge } from "~/ui/status-badge";
import { DataTable } from "~/ui/table";

const SHOWN = 100;
const ORDER: Record<RowOutcome, number> = { problem: 0, correction: 1, new: 2, same: 3 };
const BADGES: Record<RowOutcome, Status> = {
  problem: "refused",
  correction: "in_progress",
  new: "ready",
  same: "not_applicable",
};

export function ImportedRows({ rows }: { rows: ShownRow[] }) {
  const { t } = useTranslation("sessions");
  const ordered = [...rows].sort((a, b) => ORDER[a.outcome] - ORDER[b.outcome] || a.line - b.line);
  const markOf = (mark: string, minutes: number | null) =>
    `${t(`marks.${mark}`, { defaultValue: mark })}${minutes === null ? "" : ` (${minutes})`}`;
  return (
    <>
      {rows.length > SHOWN && <p className="muted">{t("import.sampleOnly", { count: SHOWN })}</p>}
      <DataTable
        caption={t("import.caption")}
        rows={ordered.slice(0, SHOWN)}
        rowKey={(row) => String(row.line)}
        columns={[
          { key: "line", header: t("import.line"), render: (row) => row.line },
          {
            key: "outcome",
            header: t("import.outcome"),
            render: (row) => (
              <div>
                <StatusBadge
                  status={BADGES[row.outcome]}
                  label={t(`import.outcomes.${row.outcome}`)}
                />
                {row.problem && <div>{t(`import.problem.${row.problem}`)}</div>}
              </div>
            ),
          },
          { key: "person", header: t("import.person"), render: (row) => row.who || "–" },
          { key: "session", header: t("import.session"), render: (row) => row.session || "–" },
          {
            key: "mark",
            header: t("import.mark"),
            render: (row) => markOf(row.mark, row.minutes),
          },
          {
            key: "before",
            header: t("import.before"),
            render: (row) => (row.before ? markOf(row.before.mark, row.before.minutes) : "–"),
          },
        ]}
      />
    </>
  );
}
