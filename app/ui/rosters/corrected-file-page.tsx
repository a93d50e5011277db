/** Brings back the file of rows that wait, corrected elsewhere. */
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { FileInput, Form } from "~/ui/form";
import type { FormRefusal } from "~/web/refusal";
import { RosterHeader } from "./roster-header";
import type { Around } from "./types";

export function CorrectedFilePage(props: Around & { refusal: FormRefusal | undefined }) {
  const { t } = useTranslation("rosters");
  return (
    <>
      <RosterHeader
        around={props}
        title={t("correctedFile.title")}
        step={t("correctedFile.title")}
        status={t("correctedFile.status")}
      />
      <Form encType="multipart/form-data" refusal={props.refusal} namespace="rosters">
        <FileInput
          name="file"
          label={t("correctedFile.file")}
          hint={t("correctedFile.hint")}
          accept=".csv,text/csv"
        />
        <div>
          <Button>{t("correctedFile.submit")}</Button>
        </div>
      </Form>
    </>
  );
}
