/** Every signed assessment of a practical, the newest first; what was corrected stays to be read. */
import { useTranslation } from "react-i18next";
import type { CriterionMark, Rubric } from "~/domain/assessment/schema";
import { Card, Facts } from "~/ui/blocks";
import { LinkButton } from "~/ui/button";
import { formatDay, formatInstant } from "~/ui/format";
import { StatusBadge } from "~/ui/status-badge";
import { DataTable } from "~/ui/table";
import type { Practical, Signed } from "./marking";

export function SignedPracticals({
  practical,
  mayCorrect,
}: {
  practical: Practical;
  mayCorrect: boolean;
}) {
  const { t } = useTranslation("assessment");
  const { history, standing, enrolmentId, moduleId, rubric, zone } = practical;
  if (history.length === 0) return null;
  return (
    <>
      <h2>{t("practical.historyTitle")}</h2>
      {mayCorrect && standing && (
        <p>
          <LinkButton
            to={`/academy/practicals/${enrolmentId}/${moduleId}?correct=${standing.id}`}
            variant="secondary"
          >
            {t("practical.correct")}
          </LinkButton>
        </p>
      )}
      {history.map((signed) => (
        <SignedPractical key={signed.id} signed={signed} rubric={rubric} zone={zone} />
      ))}
    </>
  );
}

type SignedPracticalProps = {
  signed: Omit<Signed, "id">;
  rubric: Rubric;
  zone: string;
};

export function SignedPractical({ signed, rubric, zone }: SignedPracticalProps) {
  const { t } = useTranslation("assessment");
  const { correctionReason: reason } = signed;
  return (
    <Card>
      <div className="stack">
        <p>
          <StatusBadge status={signed.outcome} />{" "}
          {signed.corrected && <span className="muted">{t("practical.correctedBy")}</span>}
        </p>
        {reason && <p>{t("practical.correction", { reason })}</p>}
        <Facts
          items={[
            { term: t("practical.by"), detail: signed.assessor ?? t("practical.unknownAssessor") },
            { term: t("practical.observedOn"), detail: formatDay(signed.observedOn) },
            { term: t("practical.signedAt"), detail: formatInstant(signed.signedAt, zone) },
          ]}
        />
        {signed.marks.length > 0 && <Marks marks={signed.marks} rubric={rubric} />}
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
