/** Which column is what: one question per field, guessed from the headings, with the first rows of the file beside. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Form, type Option, Select } from "~/ui/form";
import type { FormRefusal } from "~/web/refusal";
import type { Around } from "./types";

/** A, B … Z, AA: as spreadsheets call them. */
export const letterOf = (column: number): string =>
  (column >= 26 ? letterOf(Math.floor(column / 26) - 1) : "") +
  String.fromCharCode(65 + (column % 26));

type Words = { value: string; label: string }[];

export function ColumnForm({
  around: { record },
  refusal,
  countries,
  professions,
}: {
  around: Around;
  refusal: FormRefusal | undefined;
  countries: Words;
  professions: Words;
}) {
  const { t } = useTranslation("rosters");
  const columns: Option[] = record.headers.map((heading, column) => ({
    value: String(column),
    label: heading
      ? t("columns.named", { letter: letterOf(column), heading })
      : t("columns.column", { letter: letterOf(column) }),
  }));
  const field = (name: string, hint?: string) => (
    <Select
      key={name}
      name={`columns.${name}`}
      label={t(`fields.${name}`)}
      hint={hint}
      placeholder={t("columns.none")}
      options={columns}
      defaultValue={String(record.mapping.columns[name] ?? "")}
    />
  );
  const instead = (name: string, label: string, options: Words) => (
    <Select
      name={`defaults.${name}`}
      label={label}
      placeholder={t("columns.noDefault")}
      options={options}
      defaultValue={record.mapping.defaults[name]}
    />
  );
  return (
    <Form refusal={refusal} namespace="rosters">
      <Group heading={t("columns.nameHeading")} hint={t("columns.nameHint")}>
        {["email", "fullName", "givenName", "familyName"].map((name) => field(name))}
      </Group>
      <Group heading={t("columns.workHeading")}>
        {field("country")}
        {!record.country && instead("country", t("columns.defaultCountry"), countries)}
        {field("profession")}
        {instead("profession", t("columns.defaultProfession"), professions)}
      </Group>
      <Group heading={t("columns.moreHeading")} hint={t("columns.moreHint")}>
        {field("employer")}
        {field("sex")}
        {field("lineManagerEmail")}
        {field("branch", t("columns.branchHint"))}
        {field("priority", t("columns.priorityHint"))}
        {field("note")}
      </Group>
      <div>
        <Button>{t("columns.submit")}</Button>
      </div>
    </Form>
  );
}

const Group = ({
  heading,
  hint,
  children,
}: {
  heading: string;
  hint?: string;
  children: ReactNode;
}) => (
  <fieldset className="roster-group">
    <legend>{heading}</legend>
    {hint && <p className="field-hint">{hint}</p>}
    <div className="roster-fields">{children}</div>
  </fieldset>
);
