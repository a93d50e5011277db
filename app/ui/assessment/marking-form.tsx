/** The marking form, made for a phone at the scene: big choices, one note per criterion, nothing lost on a refusal. */
import { useTranslation } from "react-i18next";
import type { Criterion } from "~/domain/assessment/schema";
import { Button } from "~/ui/button";
import { Form, RadioGroup, TextArea, TextInput } from "~/ui/form";
import type { FormRefusal } from "~/web/refusal";
import type { Practical, TypedMarks } from "./marking";

type MarkingFormProps = {
  practical: Practical;
  typed: TypedMarks;
  refusal?: FormRefusal;
  /** The outcome is shown above already: these are changes. */
  again: boolean;
};

export function MarkingForm({ practical, typed, refusal, again }: MarkingFormProps) {
  const { t } = useTranslation("assessment");
  const { rubric, enrolmentId, moduleId } = practical;
  const isCorrection = Boolean(typed.correctsId);
  const title = again ? "change" : isCorrection ? "correctTitle" : "markTitle";
  return (
    <>
      <h2>{t(`practical.${title}`)}</h2>
      <p>{t("practical.passRule", { percent: rubric.passPercent, mark: rubric.mustPassMark })}</p>
      <Form
        action={`/academy/practicals/${enrolmentId}/${moduleId}`}
        refusal={refusal}
        namespace="assessment"
      >
        <input type="hidden" name="assessmentId" value={typed.assessmentId} />
        <input type="hidden" name="correctsId" value={typed.correctsId} />
        <TextInput
          name="observedOn"
          label={t("practical.observedOn")}
          type="date"
          max={practical.today}
          defaultValue={typed.observedOn}
          required
        />
        {isCorrection && (
          <TextArea
            name="reason"
            label={t("practical.reason")}
            hint={t("practical.reasonHint")}
            defaultValue={typed.reason}
            maxLength={2000}
          />
        )}
        {rubric.criteria.map((criterion) => (
          <CriterionFields key={criterion.key} criterion={criterion} typed={typed} />
        ))}
        <div>
          <Button variant={again ? "secondary" : "primary"}>{t("practical.consider")}</Button>
        </div>
      </Form>
    </>
  );
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
