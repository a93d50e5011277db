/** Objectives and how they stand, in words. */
import { useTranslation } from "react-i18next";
import { type Status, StatusBadge } from "~/ui/status-badge";
import { DataTable } from "~/ui/table";

type Level = "secure" | "developing" | "study_again";
type Feedback = { objectives: string[]; level: Level };

const BADGES: Record<Level, Status> = {
  secure: "met",
  developing: "in_progress",
  study_again: "not_met",
};

export function SittingFeedback({ feedback }: { feedback: Feedback[] }) {
  const { t } = useTranslation("assessment");
  if (feedback.length === 0) return null;
  return (
    <>
      <DataTable
        caption={t("result.feedbackTitle")}
        rows={feedback}
        rowKey={(row) => row.objectives.join()}
        columns={[
          {
            key: "objectives",
            header: t("result.objectives"),
            render: (row) => row.objectives.join(" · "),
          },
          {
            key: "level",
            header: t("result.level"),
            render: (row) => (
              <StatusBadge status={BADGES[row.level]} label={t(`result.levels.${row.level}`)} />
            ),
          },
        ]}
      />
      {feedback.some((row) => row.objectives.length > 1) && (
        <p className="muted small">{t("result.feedbackNote")}</p>
      )}
    </>
  );
}
