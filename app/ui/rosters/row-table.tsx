/** Rows of an import with their state and what is to be known about each. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EmptyState, Pagination } from "~/ui/blocks";
import { DataTable } from "~/ui/table";
import { rosterPath } from "~/web/roster-paths";
import { RowBadge } from "./state-badges";
import type { Around, Row } from "./types";
import { useProblem } from "./use-problem";

type Counts = Partial<Record<string, number>>;

export function RowTable({
  around,
  rows,
  counts,
  state,
  sort,
  page,
  pages,
}: {
  around: Around;
  rows: Row[];
  counts: Counts;
  state: string | null;
  sort: string;
  page: number;
  pages: number;
}) {
  const { t } = useTranslation("rosters");
  const path = rosterPath(around.record);
  const query = `${state ? `state=${state}&` : ""}${sort === "line" ? "" : `sort=${sort}&`}`;
  return (
    <>
      <StateFilter path={path} counts={counts} state={state} total={around.record.total} />
      <nav className="chips" aria-label={t("import.sort")}>
        {(["line", "state"] as const).map((one) => (
          <Link
            key={one}
            to={`${path}?${state ? `state=${state}&` : ""}sort=${one}`}
            aria-current={sort === one ? "true" : undefined}
          >
            {t(`import.sorts.${one}`)}
          </Link>
        ))}
      </nav>
      <DataTable
        caption={t("import.rowsCaption")}
        rows={rows}
        rowKey={(row) => String(row.line)}
        exportHref={`/rosters/${around.record.id}/outcome.csv`}
        empty={<EmptyState title={t("import.emptyTitle")} body={t("import.emptyBody")} />}
        columns={[
          { key: "line", header: t("import.row"), render: (row) => row.line },
          { key: "name", header: t("fields.fullName"), render: (row) => row.typed.fullName || "–" },
          { key: "email", header: t("fields.email"), render: (row) => row.typed.email || "–" },
          {
            key: "country",
            header: t("fields.country"),
            render: (row) => row.typed.country || around.countryName || "–",
          },
          {
            key: "profession",
            header: t("fields.profession"),
            render: (row) => row.typed.profession || "–",
          },
          {
            key: "state",
            header: t("import.state"),
            render: (row) => <RowBadge state={row.state} />,
          },
          { key: "says", header: t("import.says"), render: (row) => <WhatToKnow row={row} /> },
        ]}
      />
      <Pagination page={page} pages={pages} href={(to) => `${path}?${query}page=${to}`} />
    </>
  );
}

function StateFilter({
  path,
  counts,
  state,
  total,
}: {
  path: string;
  counts: Counts;
  state: string | null;
  total: number;
}) {
  const { t } = useTranslation("rosters");
  const present = Object.entries(counts).filter(([, count]) => count);
  if (present.length < 2) return null;
  return (
    <nav className="chips" aria-label={t("import.filter")}>
      <Link to={path} aria-current={state === null ? "true" : undefined}>
        {t("import.all", { count: total })}
      </Link>
      {present.map(([one, count]) => (
        <Link
          key={one}
          to={`${path}?state=${one}`}
          aria-current={state === one ? "true" : undefined}
        >
          {t("import.some", { state: t(`rowStates.${one}`), count })}
        </Link>
      ))}
    </nav>
  );
}

function WhatToKnow({ row }: { row: Row }) {
  const { t } = useTranslation(["rosters", "nominations"]);
  const sentence = useProblem();
  if (row.status)
    return (
      <>
        {t(`nominations:status.${row.status}`)}
        {row.uninvited && <span className="small aside">{t("import.noEmployer")}</span>}
      </>
    );
  if (row.state === "question") {
    const [first] = row.duplicates;
    return <>{first && t("questionsPage.same", { name: first.fullName, email: first.email })}?</>;
  }
  if (row.problems.length === 0) return <>–</>;
  return (
    <ul className="plain-list">
      {row.problems.map(({ field, reason }) => (
        <li key={`${field}${reason}`}>
          {field && <strong>{t(`fields.${field}`)}: </strong>}
          {sentence(reason)}
        </li>
      ))}
    </ul>
  );
}
