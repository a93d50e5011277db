/** States of imports and of rows, as icon, word and colour. */
import { useTranslation } from "react-i18next";
import { type Status, StatusBadge } from "~/ui/status-badge";

const IMPORTS: Record<string, Status> = {
  mapping: "open",
  review: "in_progress",
  applying: "running",
  done: "completed",
  cancelled: "not_applicable",
};

export function ImportBadge({ status }: { status: string }) {
  const { t } = useTranslation("rosters");
  return <StatusBadge status={IMPORTS[status] ?? "unknown"} label={t(`states.${status}`)} />;
}

const ROWS: Record<string, Status> = {
  unread: "not_started",
  ready: "ready",
  problem: "refused",
  question: "unknown",
  added: "completed",
  changed: "completed",
  unchanged: "open",
  skipped: "not_applicable",
};

export function RowBadge({ state }: { state: string }) {
  const { t } = useTranslation("rosters");
  return <StatusBadge status={ROWS[state] ?? "unknown"} label={t(`rowStates.${state}`)} />;
}
