import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

export type Column<Row> = {
  key: string;
  header: string;
  numeric?: boolean;
  /** Shown at a desk or on a phone only; on both when left out. */
  only?: "desk" | "phone";
  render: (row: Row) => ReactNode;
};

type DataTableProps<Row> = {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  empty?: ReactNode;
  exportHref?: string;
};

/** A table that becomes a list of labelled cards on a phone and can be exported. The first column heads its row. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  empty,
  exportHref,
}: DataTableProps<Row>) {
  const { t } = useTranslation("common");
  if (rows.length === 0 && empty) return <>{empty}</>;
  return (
    <>
      <div className="table-scroll">
        <table className="table table-stack">
          <caption>{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.key} scope="col" className={classOf(column)}>
                  {column.header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={rowKey(row)}>{columns.map((column, index) => cell(column, row, index))}</tr>
            ))}
          </tbody>
        </table>
      </div>
      {exportHref && (
        <div className="table-actions">
          <a href={exportHref}>{t("table.export")}</a>
        </div>
      )}
    </>
  );
}

const classOf = <Row,>({ numeric, only }: Column<Row>) =>
  [numeric && "numeric", only && `only-${only}`].filter(Boolean).join(" ") || undefined;

function cell<Row>(column: Column<Row>, row: Row, index: number) {
  const content = column.render(row);
  if (index === 0) {
    return (
      <th key={column.key} scope="row" data-label={column.header}>
        {content}
      </th>
    );
  }
  return (
    <td key={column.key} data-label={column.header} className={classOf(column)}>
      {content}
    </td>
  );
}
