/** Objectives and how they stand, in words. */
import { useTranslation } from "react-i18next";
import { type Status, StatusBadge } from "~/ui/status-badge";

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
      <h2>{t("result.feedbackTitle")}</h2>
      <ul className="modules">
        {feedback.map(({ objectives, level }) => (
          <li key={objectives.join()}>
            <span className="feedback-objective">{objectives.join(" · ")}</span>
            <StatusBadge status={BADGES[level]} label={t(`result.levels.${level}`)} />
          </li>
        ))}
      </ul>
      {feedback.some((row) => row.objectives.length > 1) && (
        <p className="muted small">{t("result.feedbackNote")}</p>
      )}
    </>
  );
}
