/** A learner's practical for an assessor: the task, the marking form, the confirmation before a signature, and the record. */
import { useTranslation } from "react-i18next";
import { PageHeader } from "~/ui/page-header";
import type { FormRefusal } from "~/web/refusal";
import { type Judgement, type Practical, type TypedMarks, typedFrom, typedMarks } from "./marking";
import { MarkingForm } from "./marking-form";
import { PracticalStanding } from "./practical-standing";
import { SignatureForm } from "./signature-form";
import { SignedPracticals } from "./signed-practicals";

type PracticalPageProps = {
  practical: Practical;
  correcting?: string;
  /** The evaluator means to sign the final mark as well. */
  alone?: boolean;
  /** What was typed so far, where only the draft's files changed. */
  typed?: TypedMarks;
  considered?: { judgement: Judgement; typed: TypedMarks; unconfirmed?: boolean };
  refusal?: FormRefusal;
};

export function PracticalPage(props: PracticalPageProps) {
  const { practical, considered, refusal } = props;
  const { t } = useTranslation("assessment");
  const { rubric } = practical;
  const typed = considered?.typed ?? props.typed ?? (refusal && refusedMarks(practical, refusal));
  const isCorrection = isCorrecting(props, typed);
  const mayMark = practical.mayMark && practical.missing === 0;
  const mayCorrect = practical.correctable !== null && practical.missing === 0;
  const isNext = practical.part !== null && (!practical.isEvaluator || props.alone === true);
  const isMarking = Boolean(typed) || isCorrection || isNext;
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
      <PracticalStanding practical={practical} isCorrection={isCorrection} isMarking={isMarking} />
      {rubric.brief && (
        <details className="practical-task">
          <summary>{t("practical.briefTitle")}</summary>
          <p>{rubric.brief}</p>
        </details>
      )}
      {considered && <SignatureForm practical={practical} {...considered} />}
      {isMarking && (isCorrection ? mayCorrect : mayMark) && (
        <MarkingForm
          practical={practical}
          typed={typed ?? startingMarks(practical, isCorrection)}
          refusal={refusal}
          again={Boolean(considered)}
        />
      )}
      <SignedPracticals practical={practical} mayCorrect={mayCorrect && !isCorrection} />
    </>
  );
}

/** What was typed; where another window signed this part meanwhile, the marks are now for the next one. */
const refusedMarks = ({ part }: Practical, { reason, values }: FormRefusal): TypedMarks =>
  reason === "part_signed" ? { ...typedFrom(values), part: part ?? "" } : typedFrom(values);

const isCorrecting = ({ practical, correcting }: PracticalPageProps, typed?: TypedMarks): boolean =>
  Boolean(typed?.correctsId) ||
  (correcting !== undefined && correcting === practical.correctable && !typed);

/** An empty form for a new try, or the marks that stand for a correction of them. */
function startingMarks(practical: Practical, isCorrection: boolean): TypedMarks {
  const { history, correctable, assessmentId, today, part } = practical;
  const corrected = isCorrection ? history.find(({ id }) => id === correctable) : undefined;
  if (!corrected) {
    const fields = { assessmentId, observedOn: today, correctsId: "", reason: "" };
    return { ...fields, part: part ?? "", waiver: "" };
  }
  const { observedOn, marks, id: correctsId } = corrected;
  return typedMarks({ assessmentId, observedOn, correctsId, reason: "", marks });
}
