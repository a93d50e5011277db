/** Importing attendance: what the file holds, what it would do, and the step that writes it. */
import { useTranslation } from "react-i18next";
import type { CohortHeading, ImportPreview } from "~/domain/cohorts/schema";
import { Card, Notice } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { FileInput, Form, TextArea, TextInput } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import type { FormRefusal } from "~/web/refusal";
import { useCohortCrumbs } from "./cohort-pages";
import { ImportedRows } from "./imported-rows";

type Props = {
  cohort: CohortHeading;
  csv?: string;
  preview?: ImportPreview;
  refusal?: FormRefusal;
};

const MOST_ROWS = 5000;

export function AttendanceImport({ cohort, csv, preview, refusal }: Props) {
  const { t } = useTranslation("sessions");
  const at = `/academy/cohorts/${cohort.id}`;
  const crumbs = useCohortCrumbs();
  const typed = csv ?? refusal?.values.csv;
  return (
    <>
      <PageHeader
        title={t("import.title")}
        status={t("import.status")}
        breadcrumbs={crumbs(cohort, "attendance", { label: t("import.title") })}
      />
      {typeof typed === "string" ? (
        <Rows at={`${at}/attendance-import`} csv={typed} preview={preview} refusal={refusal} />
      ) : (
        <Upload at={`${at}/attendance-import?index`} refusal={refusal} />
      )}
    </>
  );
}

function Upload({ at, refusal }: { at: string; refusal?: FormRefusal }) {
  const { t } = useTranslation("sessions");
  return (
    <>
      <Card>
        <h2>{t("import.howTitle")}</h2>
        <ul>
          {[0, 1, 2, 3].map((step) => (
            <li key={step}>{t(`import.how.${step}`)}</li>
          ))}
        </ul>
      </Card>
      <Form action={at} encType="multipart/form-data" refusal={refusal} namespace="sessions">
        <FileInput
          name="file"
          label={t("import.file")}
          hint={t("import.fileHint", { most: MOST_ROWS })}
          accept=".csv,text/csv,text/plain"
        />
        <div>
          <Button>{t("import.preview")}</Button>
        </div>
      </Form>
    </>
  );
}

type RowsProps = { at: string; csv: string; preview?: ImportPreview; refusal?: FormRefusal };

/** The rows stay in the page until they are written: nothing is kept in between. */
function Rows({ at, csv, preview, refusal }: RowsProps) {
  const { t } = useTranslation("sessions");
  const counts = preview?.counts;
  const writes = counts ? counts.new + counts.correction : 0;
  const mayWrite = counts
    ? counts.problem === 0 && writes > 0
    : refusal?.reason === "reason_missing";
  const wantsReason = counts ? counts.correction > 0 : refusal?.errors.reason !== undefined;
  return (
    <>
      {counts && (
        <Notice kind={counts.problem > 0 ? "warning" : "info"}>
          <h2>{t("import.previewTitle")}</h2>
          <p>{t("import.sentence", counts)}</p>
          {counts.problem > 0 && <p>{t("import.problems")}</p>}
          {counts.problem === 0 && writes === 0 && <p>{t("import.nothing")}</p>}
        </Notice>
      )}
      {preview && <ImportedRows rows={preview.rows} />}
      <Form action={`${at}/application`} refusal={refusal} namespace="sessions">
        {wantsReason && (
          <TextInput
            name="reason"
            label={t("import.reason")}
            hint={t("import.reasonHint")}
            maxLength={500}
          />
        )}
        <TextArea
          name="csv"
          label={t("import.edit")}
          defaultValue={csv}
          rows={Math.min(14, csv.split("\n").length + 1)}
          className="input csv"
          spellCheck={false}
        />
        <div className="actions">
          {mayWrite && <Button>{t("import.apply", { count: writes })}</Button>}
          <Button variant="secondary" formAction={`${at}/preview`}>
            {t("import.again")}
          </Button>
        </div>
      </Form>
    </>
  );
}
