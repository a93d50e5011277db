/** Rows to correct, twenty at a time; each field with a problem says what is wrong and what would be right. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EmptyState, Pagination } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";
import { Form } from "~/ui/form";
import type { FormRefusal } from "~/web/refusal";
import { rosterPath } from "~/web/roster-paths";
import { RosterHeader } from "./roster-header";
import { type Choices, EmployerNames, RowFields } from "./row-fields";
import type { Around, Row } from "./types";

type ProblemsPageProps = Around & {
  total: number;
  rows: Row[];
  page: number;
  pages: number;
  countries: { name: string }[];
  professions: { name: string }[];
  organisations: { name: string }[];
  refusal: FormRefusal | undefined;
};

export function ProblemsPage(props: ProblemsPageProps) {
  const { t } = useTranslation("rosters");
  const { record, total, rows, page, pages, refusal } = props;
  const path = rosterPath(record);
  const back = <LinkButton to={path}>{t("problemsPage.back")}</LinkButton>;
  return (
    <>
      <RosterHeader
        around={props}
        title={t("problemsPage.title")}
        step={t("problemsPage.title")}
        status={total > 0 ? t("problemsPage.status", { count: total }) : t("problemsPage.none")}
      />
      {total === 0 ? (
        <EmptyState title={t("problemsPage.none")} body={t("import.behind")} action={back} />
      ) : (
        <>
          <p className="muted">{t("problemsPage.elsewhere")}</p>
          <p className="row">
            <a href={`/rosters/${record.id}/problems.csv`}>{t("problemsPage.download")}</a>
            <Link to={`${path}/corrected-file`}>{t("problemsPage.upload")}</Link>
          </p>
          <Form refusal={refusal} namespace="rosters">
            <RowForms {...props} rows={rows} />
          </Form>
          <Pagination page={page} pages={pages} href={(to) => `${path}/problems?page=${to}`} />
        </>
      )}
    </>
  );
}

function RowForms({ rows, countries, professions, organisations }: ProblemsPageProps) {
  const { t } = useTranslation("rosters");
  const words = (values: string[], of: string) =>
    values.map((value) => ({ value, label: t(`${of}.${value}`) }));
  const choices: Choices = {
    country: countries.map(({ name }) => ({ value: name, label: name })),
    profession: professions.map(({ name }) => ({ value: name, label: name })),
    branch: words(["judicial", "general", "protected"], "branches"),
    sex: words(["female", "male", "not_stated"], "sexes"),
  };
  return (
    <>
      <EmployerNames names={[...new Set(organisations.map(({ name }) => name))]} />
      <div className="roster-forms">
        {rows.map((row) => (
          <RowFields key={row.line} row={row} choices={choices} />
        ))}
      </div>
      <div>
        <Button>{t("problemsPage.save")}</Button>
      </div>
    </>
  );
}
