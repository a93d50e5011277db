import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { listAwards } from "~/domain/certification/queries.server";
import { EmptyState, Pagination } from "~/ui/blocks";
import { ExtensionNote } from "~/ui/certification/extension-note";
import { formatDay } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { StatusBadge } from "~/ui/status-badge";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const Query = z.object({
  certification: z.string().max(40).optional(),
  page: z.coerce.number().int().min(1).default(1),
});

export const loader = defineLoader(
  { access: "signed-in", params: z.object({ iso2: z.string().length(2) }), query: Query },
  async ({ actor, params, query, t }) => ({
    ...(await listAwards(actor, { country: params.iso2, ...query })),
    country: params.iso2,
    query,
    title: t("certification:list.documentTitle"),
  }),
);

export default function Awards() {
  const { t } = useTranslation("certification");
  const { awards, total, country, countryName, query } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={t("list.title")}
        status={t("list.status", { count: total })}
        breadcrumbs={[
          { label: countryName, to: `/country/${country}` },
          { label: t("list.title") },
        ]}
      />
      <DataTable
        caption={t("list.title")}
        rows={awards}
        rowKey={(award) => award.id}
        exportHref={`/country/${country}/awards.csv`}
        empty={<EmptyState title={t("list.emptyTitle")} body={t("list.emptyBody")} />}
        columns={[
          { key: "holder", header: t("facts.holder"), render: (award) => award.holder },
          {
            key: "certification",
            header: t("facts.certification"),
            render: (award) => award.certification,
          },
          {
            key: "state",
            header: t("list.state"),
            render: (award) => <StatusBadge status={award.state} />,
          },
          {
            key: "to",
            header: t("list.to"),
            render: (award) => (
              <span>
                {formatDay(award.to)}
                {award.extension && (
                  <>
                    <br />
                    <span className="muted small">
                      <ExtensionNote extension={award.extension} />
                    </span>
                  </>
                )}
              </span>
            ),
          },
          {
            key: "scope",
            header: t("facts.scope"),
            render: (award) => t(award.covered ? "scope.full" : "scope.core_only"),
          },
          {
            key: "revoke",
            header: t("list.revoke"),
            render: (award) =>
              award.mayRevoke &&
              award.state !== "revoked" && (
                <Link to={`/country/${country}/awards/${award.id}/revocation`}>
                  {t("list.revoke")}
                </Link>
              ),
          },
        ]}
      />
      <Pagination
        page={query.page}
        pages={Math.ceil(total / 50)}
        href={(page) => `/country/${country}/awards?page=${page}`}
      />
    </>
  );
}
