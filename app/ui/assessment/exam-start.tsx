/** What a learner should know before the clock starts, and how earlier sittings ended. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Facts } from "~/ui/blocks";
import { formatInstant } from "~/ui/format";
import { StatusBadge } from "~/ui/status-badge";
import { DataTable } from "~/ui/table";

type Rules = {
  questions: number;
  minutes: number;
  passPercent: number;
  attempts: number;
  waitDays: number;
};

export function ExamRules({ exam }: { exam: Rules }) {
  const { t } = useTranslation("assessment");
  const rules = t("examStart.rules", { returnObjects: true });
  return (
    <>
      <h2>{t("examStart.rulesTitle")}</h2>
      <Facts
        items={[
          { term: t("examStart.questions"), detail: exam.questions },
          { term: t("examStart.time"), detail: t("examStart.minutes", { count: exam.minutes }) },
          {
            term: t("examStart.pass"),
            detail: t("examStart.passDetail", { percent: exam.passPercent }),
          },
          {
            term: t("examStart.tries"),
            detail: t("examStart.triesRule", { attempts: exam.attempts, days: exam.waitDays }),
          },
        ]}
      />
      <ul>{Array.isArray(rules) && rules.map((rule) => <li key={rule}>{rule}</li>)}</ul>
    </>
  );
}

type Past = {
  sittingId: string;
  submittedAt: Date;
  passed: boolean;
  score: number;
  maxScore: number;
};

export function PastSittings({ past, zone }: { past: Past[]; zone: string }) {
  const { t } = useTranslation("assessment");
  if (past.length === 0) return null;
  return (
    <DataTable
      caption={t("examStart.pastTitle")}
      rows={past}
      rowKey={(sitting) => sitting.sittingId}
      columns={[
        {
          key: "when",
          header: t("examStart.pastWhen"),
          render: (sitting) => (
            <Link to={`/sittings/${sitting.sittingId}/result`}>
              {formatInstant(sitting.submittedAt, zone)}
            </Link>
          ),
        },
        {
          key: "score",
          header: t("examStart.pastScore"),
          numeric: true,
          render: ({ score, maxScore }) => t("examStart.score", { score, maxScore }),
        },
        {
          key: "outcome",
          header: t("examStart.pastOutcome"),
          render: (sitting) => <StatusBadge status={sitting.passed ? "passed" : "failed"} />,
        },
      ]}
    />
  );
}
