/** Matching columns: the first rows of the file, and one question per field. */
import { useTranslation } from "react-i18next";
import type { FormRefusal } from "~/web/refusal";
import { ColumnForm } from "./column-form";
import { RosterHeader } from "./roster-header";
import { SampleTable } from "./sample-table";
import type { Around, RosterRecord } from "./types";

type ColumnsPageProps = Around & {
  samples: { line: number; raw: string[] }[];
  countries: { iso2: string; name: string }[];
  professions: { key: string; name: string }[];
  refusal: FormRefusal | undefined;
};

export function ColumnsPage(props: ColumnsPageProps) {
  const { t } = useTranslation("rosters");
  const { record, samples, countries, professions, refusal } = props;
  return (
    <>
      <RosterHeader
        around={props}
        title={t("columns.title")}
        step={t("columns.title")}
        status={t("columns.status", { fileName: record.fileName, count: record.total })}
      />
      <SampleTable headers={record.headers} samples={samples} />
      <p className="muted">
        <HowRead record={record} />
      </p>
      <ColumnForm
        around={props}
        refusal={refusal}
        countries={countries.map(({ iso2, name }) => ({ value: iso2, label: name }))}
        professions={professions.map(({ key, name }) => ({ value: key, label: name }))}
      />
    </>
  );
}

const DELIMITERS: Record<string, string> = { ",": "comma", ";": "semicolon", "\t": "tab" };

function HowRead({ record }: { record: RosterRecord }) {
  const { t } = useTranslation("rosters");
  if (record.format === "oneroster") return <>{t("columns.readOneRoster")}</>;
  return (
    <>
      {t("columns.readAs", {
        encoding: record.encoding.toUpperCase(),
        delimiter: t(`columns.${DELIMITERS[record.delimiter] ?? "comma"}`),
      })}
    </>
  );
}
