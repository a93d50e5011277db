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
          {!isBeginning(entry) && <NominationBadge status={entry.status} />}
          <p>
            {t([`reasons.${entry.reason}_${entry.status}`, `reasons.${entry.reason}`])}
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

/** How it began is told by its words; the status it began with only matters until the next line. */
const isBeginning = ({ reason }: HistoryEntry) => reason.startsWith("nominated_");
