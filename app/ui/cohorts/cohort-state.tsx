/** A cohort's state: an icon, a word, a colour. */
import { useTranslation } from "react-i18next";
import type { CohortState } from "~/domain/cohorts/schema";
import { type Status, StatusBadge } from "~/ui/status-badge";

const BADGES: Record<CohortState, Status> = {
  template: "not_applicable",
  draft: "not_started",
  demand: "scheduled",
  open: "ready",
  running: "running",
  ended: "expired",
  closed: "completed",
  cancelled: "revoked",
};

export function CohortStateBadge({ state }: { state: CohortState }) {
  const { t } = useTranslation("cohorts");
  return <StatusBadge status={BADGES[state]} label={t(`states.${state}`)} />;
}
