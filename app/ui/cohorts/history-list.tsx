/** What happened to a nomination, oldest first: what, why, who and when. */
import { useTranslation } from "react-i18next";
import type { HistoryEntry } from "~/domain/cohorts/schema";
import { formatInstant } from "~/ui/format";
import { NominationBadge } from "./nomination-badge";

export function HistoryList({ history, zone }: { history: HistoryEntry[]; zone: string }) {
  const { t } = useTranslation("nominations");
  return (
    <ol className="history">
      {history.map((entry) => (
        <li key={`${entry.at} ${entry.status}`}>
          <NominationBadge status={entry.status} />
          <p>
            {t(`reasons.${entry.reason}`, { defaultValue: entry.reason })}
            {entry.note && <q>{entry.note}</q>}
          </p>
          <p className="small muted">
            {entry.by
              ? t("history.by", { name: entry.by, at: formatInstant(entry.at, zone) })
              : formatInstant(entry.at, zone)}
          </p>
        </li>
      ))}
    </ol>
  );
}
