/** How a hardship event stands: icon, word and colour. */
import { useTranslation } from "react-i18next";
import type { HardshipState } from "~/domain/organisations/schema";
import { type Status, StatusBadge } from "~/ui/status-badge";

const STATUS: Record<HardshipState, Status> = {
  ahead: "scheduled",
  running: "extended",
  over: "completed",
  called_off: "not_applicable",
};

export function HardshipBadge({ state }: { state: HardshipState }) {
  const { t } = useTranslation("hardship");
  return <StatusBadge status={STATUS[state]} label={t(`states.${state}`)} />;
}
