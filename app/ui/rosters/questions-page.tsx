/** Possible duplicates, twenty at a time: a person decides. */
import { useTranslation } from "react-i18next";
import { EmptyState, Pagination } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";
import { Form } from "~/ui/form";
import type { FormRefusal } from "~/web/refusal";
import { rosterPath } from "~/web/roster-paths";
import { QuestionFields } from "./question-fields";
import { RosterHeader } from "./roster-header";
import type { Around, Row } from "./types";

type QuestionsPageProps = Around & {
  total: number;
  rows: Row[];
  page: number;
  pages: number;
  refusal: FormRefusal | undefined;
};

export function QuestionsPage(props: QuestionsPageProps) {
  const { t } = useTranslation("rosters");
  const { record, total, rows, page, pages, refusal } = props;
  const path = rosterPath(record);
  return (
    <>
      <RosterHeader
        around={props}
        title={t("questionsPage.title")}
        step={t("questionsPage.title")}
        status={total > 0 ? t("questionsPage.status", { count: total }) : t("questionsPage.none")}
      />
      {total === 0 ? (
        <EmptyState
          title={t("questionsPage.none")}
          body={t("import.behind")}
          action={<LinkButton to={path}>{t("problemsPage.back")}</LinkButton>}
        />
      ) : (
        <>
          <Form refusal={refusal} namespace="rosters">
            <div className="roster-forms">
              {rows.map((row) => (
                <QuestionFields key={row.line} row={row} />
              ))}
            </div>
            <div>
              <Button>{t("questionsPage.save")}</Button>
            </div>
          </Form>
          <Pagination page={page} pages={pages} href={(to) => `${path}/questions?page=${to}`} />
        </>
      )}
    </>
  );
}
