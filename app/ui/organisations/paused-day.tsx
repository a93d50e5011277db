/** A deadline as it holds, and, where a hardship event has moved it, what it was and why. */
import { useTranslation } from "react-i18next";
import { Notice } from "~/ui/blocks";
import { formatDay } from "~/ui/format";
import { StatusBadge } from "~/ui/status-badge";

export type Held = { on: string; due: string; because: string[] };

const wasSet = ({ on, because }: Held) => ({ on: formatDay(on), because: because.join("; ") });

export function PausedDay({ words, ...held }: Held & { words?: (day: string) => string }) {
  const { t } = useTranslation("hardship");
  const due = formatDay(held.due);
  return (
    <>
      {words ? words(due) : due}
      {held.due !== held.on && (
        <span className="small aside">
          <StatusBadge status="extended" label={t("paused.badge")} />{" "}
          {t("paused.was", wasSet(held))}
        </span>
      )}
    </>
  );
}

/** Nothing where there is no such deadline or nothing has moved it. */
export function PausedNotice({ deadline }: { deadline: Held | null }) {
  const { t } = useTranslation("hardship");
  if (!deadline || deadline.due === deadline.on) return null;
  return <Notice>{t("paused.nominations", wasSet(deadline))}</Notice>;
}
