/** Status is always an icon, a word and a colour. */
import { useTranslation } from "react-i18next";
import { type IconName, StatusIcon } from "./status-icon";

type Tone = "good" | "bad" | "wait" | "plain" | "unknown" | "outline";

const LOOKS = {
  met: ["good", "check"],
  likely: ["outline", "waves"],
  not_met: ["bad", "cross"],
  unknown: ["unknown", "question"],
  not_applicable: ["plain", "dash"],
  valid: ["good", "check"],
  scheduled: ["plain", "dots"],
  expired: ["bad", "hourglass"],
  lapsed: ["bad", "hourglass"],
  revoked: ["bad", "cross"],
  extended: ["wait", "pause"],
  completed: ["good", "check"],
  in_progress: ["wait", "half"],
  not_started: ["plain", "ring"],
  passed: ["good", "check"],
  failed: ["bad", "cross"],
  refused: ["bad", "cross"],
  ready: ["good", "check"],
  running: ["wait", "half"],
  open: ["plain", "ring"],
} as const satisfies Record<string, [Tone, IconName]>;

export type Status = keyof typeof LOOKS;

export function StatusBadge({ status, label }: { status: Status; label?: string }) {
  const { t } = useTranslation("common");
  const [tone, icon] = LOOKS[status];
  return (
    <span className={`badge tone-${tone}`}>
      <StatusIcon name={icon} />
      {label ?? t(`status.${status}`)}
    </span>
  );
}

export const statusTone = (status: Status): Tone => LOOKS[status][0];
export const statusIconName = (status: Status): IconName => LOOKS[status][1];
