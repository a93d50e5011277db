/** The marking form, made for a phone at the scene: big choices, one note per criterion, nothing lost on a refusal. */
import { useTranslation } from "react-i18next";
import type { Criterion } from "~/domain/assessment/schema";
import { Button } from "~/ui/button";
import { Form, RadioGroup, TextArea, TextInput } from "~/ui/form";
import type { FormRefusal } from "~/web/refusal";
import { DraftEvidence } from "./evidence";
import { type Practical, practicalPath, type TypedMarks } from "./marking";

type MarkingFormProps = {
  practical: Practical;
  typed: TypedMarks;
  refusal?: FormRefusal;
  /** The outcome is shown above already: these are changes. */
  again: boolean;
};

export function MarkingForm({ practical, typed, refusal, again }: MarkingFormProps) {
  const { t } = useTranslation("assessment");
  const { rubric } = practical;
  const isCorrection = Boolean(typed.correctsId);
  const title = again ? "change" : isCorrection ? "correctTitle" : "markTitle";
  const path = practicalPath(practical);
  return (
    <>
      <h2>{t(`practical.${title}`)}</h2>
      <p>{t("practical.passRule", { percent: rubric.passPercent, mark: rubric.mustPassMark })}</p>
      <Form action={path} refusal={refusal} namespace="assessment" encType="multipart/form-data">
        <DefaultButton />
        {["assessmentId", "correctsId", "part"].map((name) => (
          <input key={name} type="hidden" name={name} value={typed[name] ?? ""} />
        ))}
        <TextInput
          name="observedOn"
          label={t("practical.observedOn")}
          type="date"
          max={practical.today}
          defaultValue={typed.observedOn}
          required
        />
        <Reasons practical={practical} typed={typed} />
        {rubric.criteria.map((criterion) => (
          <CriterionFields key={criterion.key} criterion={criterion} typed={typed} />
        ))}
        <DraftEvidence draft={practical.draft} action={`${path}/draft#evidence`} />
        <div>
          <Button variant={again ? "secondary" : "primary"}>{t("practical.consider")}</Button>
        </div>
      </Form>
    </>
  );
}

/** The enter key presses a form's first button: looking at the outcome, never a file's. */
const DefaultButton = () => (
  <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" />
);

/** What has to be said beside the marks: why it is corrected, why a third decides so, why one person signs both. */
function Reasons({ practical, typed }: { practical: Practical; typed: TypedMarks }) {
  const { t } = useTranslation(["assessment", "practicals"]);
  const [reason, waiver] = [typed.reason, typed.waiver];
  const most = { maxLength: 2000 };
  if (typed.correctsId) {
    const words = { label: t("practical.reason"), hint: t("practical.reasonHint") };
    return <TextArea name="reason" {...words} {...most} defaultValue={reason} />;
  }
  if (practical.part === "moderation") {
    const label = t("practicals:moderation.reason");
    const words = { label, hint: t("practicals:moderation.reasonHint") };
    return <TextArea name="reason" {...words} {...most} defaultValue={reason} />;
  }
  if (!practical.isEvaluator) return null;
  const words = { label: t("practicals:waiver.label"), hint: t("practicals:waiver.hint") };
  return <TextArea name="waiver" {...words} {...most} defaultValue={waiver} />;
}

function CriterionFields({ criterion, typed }: { criterion: Criterion; typed: TypedMarks }) {
  const { t } = useTranslation("assessment");
  const { key, title, guidance, levels, mustPass } = criterion;
  return (
    <div className="criterion stack">
      <RadioGroup
        name={`mark.${key}`}
        label={mustPass ? `${title} (${t("practical.mustPass")})` : title}
        hint={guidance || undefined}
        defaultValue={typed[`mark.${key}`]}
        options={levels.map((level, mark) => ({ value: String(mark), label: `${mark}: ${level}` }))}
      />
      <TextArea
        name={`note.${key}`}
        label={t("practical.note")}
        hint={t("practical.noteHint")}
        defaultValue={typed[`note.${key}`]}
        maxLength={2000}
      />
    </div>
  );
}
