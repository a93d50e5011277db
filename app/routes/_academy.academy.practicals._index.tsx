import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PracticalFilter } from "~/domain/assessment/input.server";
import {
  listPracticals,
  type PracticalRow,
} from "~/domain/assessment/queries/practical-list.server";
import { FILTERS, type Filter, isShown, type RowState } from "~/domain/assessment/schema";
import { EmptyState } from "~/ui/blocks";
import { AcademyNav } from "~/ui/cohorts/academy-nav";
import { formatInstant } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { type Status, StatusBadge } from "~/ui/status-badge";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", query: PracticalFilter },
  async ({ actor, query, t }) => ({
    practicals: await listPracticals(actor),
    show: query.show ?? null,
    documentTitle: t("assessment:practicals.documentTitle"),
  }),
);

const BADGES: Record<RowState, Status> = {
  to_mark: "ready",
  second_mark: "in_progress",
  disputed: "unknown",
  not_ready: "not_started",
  passed: "passed",
  failed: "failed",
};

export default function Practicals() {
  const { t } = useTranslation("assessment");
  const { practicals, show } = useLoaderData<typeof loader>();
  const waiting = practicals.filter((row) => row.state === "to_mark").length;
  return (
    <>
      <PageHeader
        title={t("practicals.title")}
        status={t("practicals.status", { count: waiting })}
      />
      <AcademyNav current="practicals" />
      {practicals.length > 0 && <Filters practicals={practicals} show={show} />}
      <PracticalTable practicals={practicals} show={show} />
    </>
  );
}

type ListProps = { practicals: PracticalRow[]; show: Filter | null };

function Filters({ practicals, show }: ListProps) {
  const { t } = useTranslation("practicals");
  return (
    <nav aria-label={t("filter.label")}>
      <ul className="chips">
        {[null, ...FILTERS].map((filter) => (
          <li key={filter ?? "all"}>
            <Link to={filter ? `?show=${filter}` : "?"} aria-current={filter === show || undefined}>
              {t(`filter.${filter ?? "all"}`)} (
              {practicals.filter((row) => isShown(row.state, filter)).length})
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function PracticalTable({ practicals, show }: ListProps) {
  const { t } = useTranslation(["assessment", "practicals"]);
  const empty = practicals.length === 0 ? "practicals." : "practicals:list.";
  return (
    <DataTable
      caption={t("practicals.caption")}
      rows={practicals.filter((row) => isShown(row.state, show))}
      rowKey={(row) => `${row.enrolmentId} ${row.moduleId}`}
      exportHref={show ? `/academy/practicals.csv?show=${show}` : "/academy/practicals.csv"}
      empty={<EmptyState title={t(`${empty}emptyTitle`)} body={t(`${empty}emptyBody`)} />}
      columns={[
        { key: "person", header: t("practicals.person"), render: personOf },
        {
          key: "practical",
          header: t("practicals.practical"),
          render: (row) => `${row.curriculum}: ${row.title}`,
        },
        {
          key: "state",
          header: t("practicals.state"),
          render: (row) => (
            <StatusBadge
              status={BADGES[row.state]}
              label={t(`practicals.states.${row.state}`, { count: row.missing })}
            />
          ),
        },
        {
          key: "by",
          header: t("practicals:list.signedBy"),
          render: (row) => row.signedBy.join(", ") || "–",
        },
        {
          key: "signed",
          header: t("practicals.signed"),
          render: (row) => (row.signedAt ? formatInstant(row.signedAt, row.zone) : "–"),
        },
      ]}
    />
  );
}

const personOf = (row: PracticalRow) => (
  <Link to={`/academy/practicals/${row.enrolmentId}/${row.moduleId}`}>{row.fullName}</Link>
);
