/** Every signed assessment of a practical, the newest first; what was corrected stays to be read. */
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CriterionMark, Rubric } from "~/domain/assessment/schema";
import { Card, Facts } from "~/ui/blocks";
import { LinkButton } from "~/ui/button";
import { formatDay, formatInstant } from "~/ui/format";
import { StatusBadge } from "~/ui/status-badge";
import { DataTable } from "~/ui/table";
import { EvidenceList } from "./evidence";
import { type Practical, practicalPath, type Signed } from "./marking";

export function SignedPracticals({
  practical,
  mayCorrect,
}: {
  practical: Practical;
  mayCorrect: boolean;
}) {
  const { t } = useTranslation(["assessment", "practicals"]);
  const { history, correctable, rubric, zone, part } = practical;
  if (history.length === 0) return null;
  const path = practicalPath(practical);
  // one assessor's fail is marked again rather than corrected
  const offersCorrection = mayCorrect && (rubric.assessors === 2 || part === null);
  return (
    <>
      <h2>{t("practical.historyTitle")}</h2>
      {offersCorrection && (
        <p className="row">
          <LinkButton to={`${path}?correct=${correctable}`} variant="secondary">
            {t("practical.correct")}
          </LinkButton>
        </p>
      )}
      {history.map((signed) => (
        <SignedPractical key={signed.id} signed={signed} rubric={rubric} zone={zone}>
          {signed.isOwn && !signed.corrected && (
            <p>
              <Link to={`${path}/evidence?of=${signed.id}`}>{t("practicals:evidence.add")}</Link>
            </p>
          )}
        </SignedPractical>
      ))}
    </>
  );
}

type SignedPracticalProps = {
  signed: Omit<Signed, "id" | "isOwn">;
  rubric: Rubric;
  zone: string;
  children?: ReactNode;
};

export function SignedPractical({ signed, rubric, zone, children }: SignedPracticalProps) {
  const { t } = useTranslation(["assessment", "practicals"]);
  const { correctionReason: reason, part, waiverReason, moderationReason } = signed;
  return (
    <Card>
      <div className="stack">
        <p>
          <StatusBadge status={signed.outcome} />{" "}
          {signed.corrected && <span className="muted">{t("practical.correctedBy")}</span>}
        </p>
        {part !== "sole" && <h3>{t(`practicals:parts.${part}.name`)}</h3>}
        {reason && <p>{t("practical.correction", { reason })}</p>}
        {moderationReason && (
          <p>{t("practicals:moderation.shown", { reason: moderationReason })}</p>
        )}
        {waiverReason && <p>{t("practicals:waiver.shown", { reason: waiverReason })}</p>}
        <Facts
          items={[
            { term: t("practical.by"), detail: signed.assessor ?? t("practical.unknownAssessor") },
            { term: t("practical.observedOn"), detail: formatDay(signed.observedOn) },
            { term: t("practical.signedAt"), detail: formatInstant(signed.signedAt, zone) },
          ]}
        />
        {signed.marks.length > 0 && <Marks marks={signed.marks} rubric={rubric} />}
        <EvidenceList files={signed.evidence} />
        {children}
      </div>
    </Card>
  );
}

function Marks({ marks, rubric }: { marks: CriterionMark[]; rubric: Rubric }) {
  const { t } = useTranslation("assessment");
  const byKey = new Map(marks.map((mark) => [mark.criterion, mark]));
  return (
    <DataTable
      caption={t("practical.marksCaption")}
      rows={rubric.criteria}
      rowKey={(criterion) => criterion.key}
      columns={[
        {
          key: "criterion",
          header: t("practical.criterion"),
          render: ({ title, mustPass }) =>
            mustPass ? `${title} (${t("practical.mustPass")})` : title,
        },
        {
          key: "mark",
          header: t("practical.mark"),
          numeric: true,
          render: ({ key }) => byKey.get(key)?.mark ?? "–",
        },
        {
          key: "note",
          header: t("practical.note"),
          render: ({ key }) => byKey.get(key)?.note || "–",
        },
      ]}
    />
  );
}
