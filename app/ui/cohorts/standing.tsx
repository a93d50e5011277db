/** How somebody stands, why, and what to do, in words. */
import { useTranslation } from "react-i18next";
import type {
  AwardFact,
  CellState,
  Missing,
  PersonStanding,
  Standing,
} from "~/domain/cohorts/schema";
import { formatDay } from "~/ui/format";
import { type Status, StatusBadge } from "~/ui/status-badge";

const LOOKS: Record<Standing, Status> = {
  at_risk: "not_met",
  absent: "lapsed",
  stuck: "extended",
  behind: "in_progress",
  on_track: "met",
  done: "completed",
  unknown: "unknown",
};

export function StandingBadge({ standing }: { standing: Standing }) {
  const { t } = useTranslation("teaching");
  return <StatusBadge status={LOOKS[standing]} label={t(`standings.${standing}`)} />;
}

/** The reasons as sentences, then what to do. */
export function useStandingSentence() {
  const { t } = useTranslation("teaching");
  return ({ reasons, remedy }: Pick<PersonStanding, "reasons" | "remedy">): string => {
    const why = reasons.map((reason) => {
      const count = "tries" in reason ? { count: reason.tries } : {};
      return t(`reasons.${reason.why}`, { ...reason, ...count });
    });
    return [...why, t(`remedies.${remedy}`)].filter(Boolean).join(" ");
  };
}

const STATES: Record<CellState["state"], Status> = {
  completed: "completed",
  in_progress: "in_progress",
  not_started: "not_started",
  failed: "failed",
};

export function Cell({ cell }: { cell: CellState | undefined }) {
  const { t } = useTranslation("teaching");
  if (!cell) return <StatusBadge status="unknown" label={t("cells.hidden")} />;
  const score = cell.score !== null && (cell.state === "completed" || cell.state === "failed");
  const share = cell.state === "in_progress" && cell.share !== null;
  const key = score ? `${cell.state}_score` : share ? "in_progress_share" : cell.state;
  return <StatusBadge status={STATES[cell.state]} label={t(`cells.${key}`, cell)} />;
}

export function useMissing() {
  const { t } = useTranslation("teaching");
  return (missing: Missing): string => {
    const share = missing.what === "attendance" && missing.percent !== null && missing.threshold;
    return t(`missing.${missing.what}${share ? "_share" : ""}`, { ...missing });
  };
}

/** "Issued on …", or the list of what is missing. */
export function AwardOrMissing({
  award,
  missing,
}: {
  award: AwardFact | null;
  missing: Missing[];
}) {
  const { t } = useTranslation("teaching");
  const sentence = useMissing();
  const { number, from, to } = award ?? { number: "", from: "", to: "" };
  return (
    <>
      {award && (
        <p>
          {award.revoked
            ? t("award.revoked", { number })
            : t("award.issued", { number, from: formatDay(from), to: formatDay(to) })}
        </p>
      )}
      {missing.length > 0 && (
        <ul>
          {missing.map((one) => (
            <li key={sentence(one)}>{sentence(one)}</li>
          ))}
        </ul>
      )}
    </>
  );
}
