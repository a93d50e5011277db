/** Where a nomination stands: an icon, a word and a colour. */
import { useTranslation } from "react-i18next";
import type { NominationStatus } from "~/domain/cohorts/schema";

const TONES: Record<NominationStatus | "offered", readonly [tone: string, icon: string]> = {
  offered: ["wait", "◇"],
  requested: ["wait", "◐"],
  approved: ["plain", "✓"],
  booked: ["good", "✓"],
  waitlisted: ["wait", "…"],
  declined: ["bad", "✕"],
  withdrawn: ["plain", "↩"],
  transferred: ["plain", "→"],
  cancelled: ["bad", "✕"],
};

export function NominationBadge({ status }: { status: NominationStatus | "offered" }) {
  const { t } = useTranslation("nominations");
  const [tone, icon] = TONES[status];
  return (
    <span className={`badge tone-${tone}`}>
      <span aria-hidden="true">{icon}</span>
      {t(`status.${status}`)}
    </span>
  );
}
