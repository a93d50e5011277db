/** Every attempt of a module: what it came to, whether it counts, why it was opened. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { AttemptsView, AttemptView } from "~/domain/learning/schema";
import { Facts } from "~/ui/blocks";
import { formatInstant } from "~/ui/format";
import { type Status, StatusBadge } from "~/ui/status-badge";
import { DataTable } from "~/ui/table";

type Shown = Omit<AttemptView, "startedAt" | "updatedAt"> & {
  startedAt: Date | string;
  updatedAt: Date | string;
};

const statusOf = ({ completion, success }: Shown): Status => {
  if (success === "failed") return "failed";
  if (completion === "completed") return success === "passed" ? "passed" : "completed";
  return completion === "unknown" ? "not_started" : "in_progress";
};

export function useTime() {
  const { t } = useTranslation("learning");
  return (seconds: number): string =>
    seconds < 60
      ? t("attempts.seconds", { count: Math.round(seconds) })
      : t("attempts.minutes", { count: Math.round(seconds / 60) });
}

export function AttemptsTable({
  attempts,
  zone,
  exportHref,
}: {
  attempts: Shown[];
  zone?: string;
  exportHref: string;
}) {
  const { t } = useTranslation("learning");
  const time = useTime();
  return (
    <DataTable
      caption={t("attempts.caption")}
      rows={attempts}
      rowKey={(attempt) => attempt.id}
      exportHref={exportHref}
      empty={<p className="muted">{t("attempts.none")}</p>}
      columns={[
        {
          key: "number",
          header: t("attempts.attempt"),
          render: (attempt) => (
            <Link to={`/learn/attempts/${attempt.id}`} className="nowrap">
              {t("attempts.numbered", attempt)}
            </Link>
          ),
        },
        {
          key: "result",
          header: t("attempts.result"),
          render: (attempt) => <StatusBadge status={statusOf(attempt)} />,
        },
        {
          key: "score",
          header: t("attempts.score"),
          numeric: true,
          render: ({ scoreScaled }) =>
            scoreScaled === null ? "–" : t("attempts.percent", { percent: percentOf(scoreScaled) }),
        },
        {
          key: "counts",
          header: t("attempts.counts"),
          render: (attempt) => <Counts {...attempt} />,
        },
        {
          key: "time",
          header: t("attempts.time"),
          numeric: true,
          render: ({ seconds }) => time(seconds),
        },
        {
          key: "saved",
          header: t("attempts.lastSaved"),
          render: ({ updatedAt, completion }) =>
            completion === "unknown" ? t("attempts.nothing") : formatInstant(updatedAt, zone),
        },
      ]}
    />
  );
}

export const percentOf = (scaled: number): number => Math.round(scaled * 100);

function Counts({ isCounting, isSetAside, cause, reason, ...claim }: Shown) {
  const { t } = useTranslation("learning");
  const checked = claimOf(claim);
  return (
    <div>
      {isSetAside ? t("attempts.setAside") : isCounting ? t("attempts.thisCounts") : "–"}
      {checked && <p className="muted small">{t(`attempts.claim_${checked}`)}</p>}
      {cause && cause !== "learner" && (
        <p className="muted small">{t(`attempts.cause_${cause}`, { reason })}</p>
      )}
    </div>
  );
}

const claimOf = ({
  assurance,
  isQuestioned,
  isAccepted,
  isRejected,
}: Pick<Shown, "assurance" | "isQuestioned" | "isAccepted" | "isRejected">) => {
  if (isRejected) return "rejected";
  if (isQuestioned) return "questioned";
  return isAccepted ? "accepted" : assurance === "C1" ? "plausible" : null;
};

/** The rule in words: how often, which counts, when the next may begin. */
export function AttemptRule({
  policy,
  policyOf,
  left,
}: Pick<AttemptsView, "policy" | "policyOf" | "left">) {
  const { t } = useTranslation("learning");
  return (
    <Facts
      items={[
        {
          term: t("attempts.left"),
          detail:
            left === null
              ? t("attempts.unlimited")
              : t("attempts.leftOf", { count: left, limit: policy.limit }),
        },
        { term: t("attempts.whichCounts"), detail: t(`attempts.counts_${policy.counts}`) },
        { term: t("attempts.whenNext"), detail: t(`attempts.next_${policy.next}`) },
        { term: t("attempts.ruleOf"), detail: t(`attempts.of_${policyOf}`) },
      ]}
    />
  );
}
