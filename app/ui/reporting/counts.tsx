/** Three honest counts over a period: the totals first, then one table per dimension that adds up to them. */
import { useTranslation } from "react-i18next";
import { type CountRow, type Counts, MEASURES, type Period } from "~/domain/reporting/schema";
import { Card } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Form, TextInput } from "~/ui/form";
import { formatDay } from "~/ui/format";
import { DataTable } from "~/ui/table";

type Props = { counts: Counts; period: Period; exportHref: string; notes: string[] };

export function CountTables({ counts, period, exportHref, notes }: Props) {
  const { t } = useTranslation("counts");
  return (
    <>
      <Card>
        <Form method="get" inline>
          <TextInput
            name="from"
            type="date"
            label={t("training.from")}
            defaultValue={period.from}
          />
          <TextInput name="to" type="date" label={t("training.to")} defaultValue={period.to} />
          <Button variant="secondary">{t("training.show")}</Button>
        </Form>
      </Card>
      <h2>{t("training.period", { from: formatDay(period.from), to: formatDay(period.to) })}</h2>
      {counts.total.attendances === 0 ? (
        <p className="muted">{t("training.empty")}</p>
      ) : (
        counts.tables.map(({ dimension, rows }) => (
          <CountsBy key={dimension} {...{ dimension, rows, total: counts.total }} />
        ))
      )}
      <div className="table-actions">
        <a href={`${exportHref}?from=${period.from}&to=${period.to}`}>{t("common:table.export")}</a>
      </div>
      <details className="card" open>
        <summary>{t("training.how")}</summary>
        <ul>
          {["attendances", "persons", "certified", ...notes].map((note) => (
            <li key={note}>{t(`training.how_${note}`)}</li>
          ))}
        </ul>
      </details>
    </>
  );
}

function CountsBy({
  dimension,
  rows,
  total,
}: {
  dimension: Counts["tables"][number]["dimension"];
  rows: CountRow[];
  total: Counts["total"];
}) {
  const { t } = useTranslation("counts");
  const header = t(dimension === "country" ? "training.countryColumn" : `training.${dimension}`);
  const name = ({ key }: CountRow) => {
    if (key === null) return t("training.notStated");
    return dimension === "sex" ? t(`training.${key}`) : key;
  };
  const shown = [
    ...rows.map((row) => ({ ...row, name: name(row), isTotal: false })),
    { ...total, key: null, name: t("training.total"), isTotal: true },
  ];
  return (
    <DataTable
      caption={t(`training.by_${dimension}`)}
      rows={shown}
      rowKey={(row) => (row.isTotal ? "total" : `row ${row.name}`)}
      columns={[
        {
          key: "name",
          header,
          render: (row) => (row.isTotal ? <strong>{row.name}</strong> : row.name),
        },
        ...MEASURES.map((measure) => ({
          key: measure,
          header: t(`training.${measure}`),
          numeric: true,
          render: (row: (typeof shown)[number]) =>
            row[measure] ?? <span className="muted">{t("training.withheld")}</span>,
        })),
      ]}
    />
  );
}
