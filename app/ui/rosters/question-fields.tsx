/** One question: who the row may be, and the answers a person can give. */
import { useTranslation } from "react-i18next";
import type { Row, RowDuplicate } from "./types";

export function QuestionFields({ row }: { row: Row }) {
  const { t } = useTranslation("rosters");
  const { fullName = "", email = "", country = "" } = row.typed;
  const name = `answer.${row.line}`;
  const byEmail = row.duplicates.some(({ kind }) => kind === "email");
  return (
    <fieldset className="field roster-row">
      <legend>
        {t("questionsPage.legend", { line: row.line, name: fullName, email, country })}
      </legend>
      {row.duplicates.map((duplicate) => (
        <Answer
          key={`${duplicate.kind} ${duplicate.email} ${duplicate.line}`}
          name={name}
          value={`same:${duplicate.email}`}
          label={t("questionsPage.same", { name: duplicate.fullName, email: duplicate.email })}
          hint={t("questionsPage.sameHint", { where: whereIs(duplicate, t) })}
        />
      ))}
      <Answer
        name={name}
        value="different_person"
        label={byEmail ? t("questionsPage.differentEmail") : t("questionsPage.different")}
      />
      <Answer name={name} value="skip" label={t("questionsPage.skip")} />
    </fieldset>
  );
}

type Translate = (key: string, values?: Record<string, unknown>) => string;

function whereIs({ line, nominationId }: RowDuplicate, t: Translate): string {
  if (line !== null) return t("questionsPage.inFile", { line });
  return nominationId ? t("questionsPage.onRoster") : t("questionsPage.account");
}

const Answer = ({
  name,
  value,
  label,
  hint,
}: {
  name: string;
  value: string;
  label: string;
  hint?: string;
}) => (
  <label className="choice">
    <input type="radio" name={name} value={value} />
    <span>
      {label}
      {hint && <span className="field-hint"> {hint}</span>}
    </span>
  </label>
);
