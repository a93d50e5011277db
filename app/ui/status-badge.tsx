/** Status is always an icon, a word and a colour. */
import { useTranslation } from "react-i18next";

const TONES = {
  met: ["good", "✓"],
  likely: ["outline", "≈"],
  not_met: ["bad", "✕"],
  unknown: ["unknown", "?"],
  not_applicable: ["plain", "–"],
  valid: ["good", "✓"],
  scheduled: ["plain", "…"],
  expired: ["bad", "⌛"],
  lapsed: ["bad", "⌛"],
  revoked: ["bad", "✕"],
  extended: ["wait", "‖"],
  completed: ["good", "✓"],
  in_progress: ["wait", "◐"],
  not_started: ["plain", "○"],
  passed: ["good", "✓"],
  failed: ["bad", "✕"],
  refused: ["bad", "✕"],
  ready: ["good", "✓"],
  running: ["wait", "◐"],
  open: ["plain", "○"],
} as const;

export type Status = keyof typeof TONES;

export function StatusBadge({ status, label }: { status: Status; label?: string }) {
  const { t } = useTranslation("common");
  const [tone, icon] = TONES[status];
  return (
    <span className={`badge tone-${tone}`}>
      <span aria-hidden="true">{icon}</span>
      {label ?? t(`status.${status}`)}
    </span>
  );
}

export const statusIcon = (status: Status): string => TONES[status][1];
export const statusTone = (status: Status): string => TONES[status][0];
