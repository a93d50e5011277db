/** The form that uploads a list; a contact point says for which training. */
import { useTranslation } from "react-i18next";
import { Card } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { FileInput, Form, type Option, Select } from "~/ui/form";
import type { FormRefusal } from "~/web/refusal";

export function UploadRosterForm({
  refusal,
  cohorts,
  cohortId,
}: {
  refusal: FormRefusal | undefined;
  cohorts?: Option[];
  cohortId?: string;
}) {
  const { t } = useTranslation("rosters");
  return (
    <Card lead>
      <h2>{t("upload.heading")}</h2>
      <Form encType="multipart/form-data" refusal={refusal} namespace="rosters">
        {cohortId && <input type="hidden" name="cohortId" value={cohortId} />}
        {cohorts && (
          <Select
            name="cohortId"
            label={t("upload.cohort")}
            placeholder={t("upload.choose")}
            options={cohorts}
          />
        )}
        <FileInput
          name="file"
          label={t("upload.file")}
          hint={t("upload.hint")}
          accept=".csv,.txt,.tsv,.zip,text/csv,application/zip"
        />
        <div>
          <Button>{t("upload.submit")}</Button>
        </div>
      </Form>
    </Card>
  );
}
