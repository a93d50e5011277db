/** One problem row as a group of fields: those with a problem first, each with its sentence and what the file says. */
import { useTranslation } from "react-i18next";
import type { Row } from "./types";
import { useProblem } from "./use-problem";

type Choice = { value: string; label: string };
export type Choices = Record<"country" | "profession" | "branch" | "sex", Choice[]>;

const ALWAYS = ["fullName", "email"];
const BESIDE = ["country", "profession", "employer"];
const EMPLOYERS = "roster-employers";

export function RowFields({ row, choices }: { row: Row; choices: Choices }) {
  const { t } = useTranslation("rosters");
  const sentence = useProblem();
  const wrong = row.problems.flatMap(({ field }) => field ?? []);
  const fields = [...new Set([...wrong, ...ALWAYS])];
  const general = row.problems.filter(({ field }) => field === null);
  const name = row.typed.fullName;
  const facts = BESIDE.filter((field) => !fields.includes(field) && row.typed[field]);
  return (
    <fieldset className="roster-row">
      <legend>
        {name ? t("problemsPage.rowNamed", { line: row.line, name }) : t("problemsPage.row", row)}
      </legend>
      {general.map(({ reason }) => (
        <p className="field-error" key={reason}>
          {sentence(reason)}
        </p>
      ))}
      {facts.length > 0 && (
        <p className="field-hint">
          {t("problemsPage.beside", { facts: facts.map((field) => row.typed[field]).join(", ") })}
        </p>
      )}
      <div className="roster-fields">
        {fields.map((field) => (
          <RowField key={field} row={row} field={field} choices={choices} />
        ))}
      </div>
      <label className="choice">
        <input type="checkbox" name={`row.${row.line}.skip`} value="yes" />
        <span>{t("problemsPage.skip")}</span>
      </label>
    </fieldset>
  );
}

function RowField({ row, field, choices }: { row: Row; field: string; choices: Choices }) {
  const { t } = useTranslation("rosters");
  const sentence = useProblem();
  const id = `row-${row.line}-${field}`;
  const problem = row.problems.find((one) => one.field === field);
  const options = field in choices ? choices[field as keyof Choices] : null;
  const value = row.typed[field] ?? "";
  const known = options?.some((option) => option.value === value);
  const aria = problem
    ? { "aria-invalid": true, "aria-describedby": `${id}-error` }
    : { "aria-describedby": undefined };
  return (
    <div className={problem ? "field field-invalid" : "field"}>
      <label htmlFor={id}>{t(`fields.${field}`)}</label>
      {problem && (
        <p className="field-error" id={`${id}-error`}>
          {sentence(problem.reason)}{" "}
          {options && value && !known && t("problemsPage.says", { value })}
        </p>
      )}
      {options ? (
        <select
          className="input"
          id={id}
          name={`row.${row.line}.${field}`}
          defaultValue={known ? value : ""}
          {...aria}
        >
          <option value="">{t("problemsPage.choose")}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          className="input"
          id={id}
          name={`row.${row.line}.${field}`}
          defaultValue={value}
          list={field === "employer" ? EMPLOYERS : undefined}
          {...aria}
        />
      )}
    </div>
  );
}

export const EmployerNames = ({ names }: { names: string[] }) => (
  <datalist id={EMPLOYERS}>
    {names.map((name) => (
      <option key={name} value={name} />
    ))}
  </datalist>
);
