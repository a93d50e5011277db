/** A learner's practical for an assessor: the task, the marking form, the confirmation before a signature, and the record. */
import { useTranslation } from "react-i18next";
import { Notice } from "~/ui/blocks";
import { PageHeader } from "~/ui/page-header";
import type { FormRefusal } from "~/web/refusal";
import { type Judgement, type Practical, type TypedMarks, typedFrom, typedMarks } from "./marking";
import { MarkingForm } from "./marking-form";
import { SignatureForm } from "./signature-form";
import { SignedPracticals } from "./signed-practicals";

type PracticalPageProps = {
  practical: Practical;
  correcting?: string;
  considered?: { judgement: Judgement; typed: TypedMarks; unconfirmed?: boolean };
  refusal?: FormRefusal;
};

export function PracticalPage({ practical, correcting, considered, refusal }: PracticalPageProps) {
  const { t } = useTranslation("assessment");
  const { rubric, standing } = practical;
  const typed = considered?.typed ?? (refusal ? typedFrom(refusal.values) : undefined);
  const isCorrection = Boolean(typed?.correctsId) || correcting === standing?.id;
  const mayMark = practical.mayMark && practical.missing === 0;
  const isMarking = Boolean(typed) || isCorrection || standing?.outcome !== "passed";
  return (
    <>
      <PageHeader
        title={practical.fullName}
        status={`${practical.curriculum}: ${practical.title}`}
        breadcrumbs={[
          { label: t("practicals.title"), to: "/academy/practicals" },
          { label: practical.fullName },
        ]}
      />
      <Obstacles practical={practical} />
      {rubric.brief && (
        <details className="practical-task">
          <summary>{t("practical.briefTitle")}</summary>
          <p>{rubric.brief}</p>
        </details>
      )}
      {considered && <SignatureForm practical={practical} {...considered} />}
      {mayMark && isMarking && (
        <MarkingForm
          practical={practical}
          typed={typed ?? startingMarks(practical, isCorrection)}
          refusal={refusal}
          again={Boolean(considered)}
        />
      )}
      <SignedPracticals practical={practical} mayCorrect={mayMark && !isMarking} />
    </>
  );
}

function Obstacles({ practical }: { practical: Practical }) {
  const { t } = useTranslation("assessment");
  if (!practical.mayMark) return <Notice>{t("practical.readOnly")}</Notice>;
  if (practical.missing === 0) return null;
  return (
    <Notice kind="warning">
      <strong>{t("practical.notReadyTitle")}</strong>
      <p>{t("practical.notReadyBody", { count: practical.missing })}</p>
    </Notice>
  );
}

/** An empty form for a new try, or the marks that stand for a correction of them. */
function startingMarks(practical: Practical, isCorrection: boolean): TypedMarks {
  const { standing, assessmentId, today } = practical;
  if (!isCorrection || !standing) {
    return { assessmentId, observedOn: today, correctsId: "", reason: "" };
  }
  const { observedOn, marks, id: correctsId } = standing;
  return typedMarks({ assessmentId, observedOn, correctsId, reason: "", marks });
}
