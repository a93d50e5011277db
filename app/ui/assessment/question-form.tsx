/** One question. Works without scripts: every button saves and says where to go; the script only saves earlier. */
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Form } from "~/ui/form";
import { formatTime } from "~/ui/format";
import type { FormRefusal } from "~/web/refusal";

export type QuestionFormProps = {
  sittingId: string;
  total: number;
  zone: string;
  question: {
    position: number;
    stem: string;
    options: { number: number; text: string }[];
    chosen: number | null;
    sequence: number;
    answeredAt: Date | null;
    flagged: boolean;
  };
  refusal?: FormRefusal;
};

export function QuestionForm({ sittingId, total, zone, question, refusal }: QuestionFormProps) {
  const { t } = useTranslation("assessment");
  const { position, chosen } = question;
  return (
    <Form refusal={refusal} namespace="assessment">
      <div
        data-exam-autosave={`/sittings/${sittingId}/answers`}
        data-saving={t("sitting.saving")}
        data-saved={t("sitting.saved")}
        data-not-saved={t("sitting.notSaved")}
        data-replaced={t("flash.replaced")}
        className="stack"
      >
        <input type="hidden" name="position" value={position} />
        <input type="hidden" name="shown" value={chosen ?? ""} />
        <input type="hidden" name="seen" value={question.sequence} />
        <input type="hidden" name="wasFlagged" value={question.flagged ? "yes" : ""} />
        <Options question={question} />
        <p className="muted" data-exam-status aria-live="polite">
          {question.answeredAt
            ? t("sitting.savedAt", { time: formatTime(question.answeredAt, zone) })
            : t("sitting.notAnswered")}
        </p>
        <label className="choice">
          <input type="checkbox" name="flagged" value="yes" defaultChecked={question.flagged} />
          <span>{t("sitting.flag")}</span>
        </label>
        <Ways position={position} total={total} />
      </div>
    </Form>
  );
}

function Options({ question }: Pick<QuestionFormProps, "question">) {
  const { t } = useTranslation("assessment");
  return (
    <fieldset className="field exam-question" id="field-choice">
      <legend>
        <span className="exam-stem">{question.stem}</span>
        <span className="field-hint">{t("sitting.legend")}</span>
      </legend>
      {question.options.map((option) => (
        <label key={option.number} className="choice">
          <input
            type="radio"
            name="choice"
            value={option.number}
            defaultChecked={option.number === question.chosen}
          />
          <span>{option.text}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Ways({ position, total }: { position: number; total: number }) {
  const { t } = useTranslation("assessment");
  const last = position === total;
  return (
    <div className="row exam-ways">
      <Button name="next" value={last ? "overview" : String(position + 1)}>
        {last ? t("sitting.overview") : t("sitting.next")}
      </Button>
      {position > 1 && (
        <Button name="next" value={String(position - 1)} variant="secondary">
          {t("sitting.previous")}
        </Button>
      )}
      {!last && (
        <Button name="next" value="overview" variant="quiet">
          {t("sitting.overview")}
        </Button>
      )}
    </div>
  );
}
