import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { RegistrationParams, SavedQuery } from "~/domain/learning/input.server";
import { getSaved } from "~/domain/learning/queries/saved.server";
import { EmptyState, Pagination } from "~/ui/blocks";
import { formatInstant } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { StatusBadge } from "~/ui/status-badge";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: RegistrationParams, query: SavedQuery },
  async ({ actor, params, query, t }) => ({
    ...(await getSaved(actor, params.registrationId, query.page)),
    page: query.page,
    documentTitle: t("learning:saved.documentTitle"),
  }),
);

export default function Saved() {
  const { t } = useTranslation("learning");
  const saved = useLoaderData<typeof loader>();
  const { registrationId, title, zone, lastSavedAt, entries, page, pages, total } = saved;
  return (
    <>
      <PageHeader
        title={t("saved.title", { title })}
        status={
          lastSavedAt
            ? t("saved.status", { at: formatInstant(lastSavedAt, zone), count: total })
            : t("saved.nothing")
        }
        breadcrumbs={[
          { label: t("mine.title"), to: "/my-learning" },
          { label: t("attempts.breadcrumb"), to: `/learn/${registrationId}/attempts` },
          { label: t("saved.breadcrumb") },
        ]}
      />
      <DataTable
        caption={t("saved.caption")}
        rows={entries}
        rowKey={(entry) => `${entry.attempt}.${entry.epoch}.${entry.sequence}`}
        exportHref={`/learn/${registrationId}/saved.csv`}
        empty={<EmptyState title={t("saved.emptyTitle")} body={t("saved.emptyBody")} />}
        columns={[
          { key: "lesson", header: t("saved.lesson"), render: (entry) => entry.title },
          {
            key: "at",
            header: t("saved.at"),
            render: (entry) => formatInstant(entry.receivedAt, zone),
          },
          {
            key: "state",
            header: t("saved.state"),
            render: ({ completion, setAside }) =>
              setAside ? (
                t("saved.setAside")
              ) : (
                <StatusBadge status={completion === "completed" ? "completed" : "in_progress"} />
              ),
          },
          {
            key: "attempt",
            header: t("attempts.attempt"),
            numeric: true,
            render: (entry) => entry.attempt,
          },
          {
            key: "number",
            header: t("saved.number"),
            numeric: true,
            render: ({ epoch, sequence }) => `${epoch}.${sequence}`,
          },
        ]}
      />
      <Pagination
        page={page}
        pages={pages}
        href={(to) => `/learn/${registrationId}/saved?page=${to}`}
      />
    </>
  );
}
