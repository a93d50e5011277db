import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { getModulesOfPackage } from "~/domain/learning/queries/package-changes.server";
import { PackageParams } from "~/domain/packages/input.server";
import { EmptyState } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { formatInstant } from "~/ui/format";
import { useBanded } from "~/ui/learning/banded";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: PackageParams },
  async ({ actor, params, t }) => ({
    ...(await getModulesOfPackage(actor, params.packageId)),
    documentTitle: t("learning:changes.documentTitle"),
  }),
);

export default function ModulesOfPackage() {
  const { t } = useTranslation("learning");
  const { package: found, modules, mayChange } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={t("changes.title", found)}
        status={t("changes.status", found)}
        breadcrumbs={[
          { label: t("packages:list.title"), to: "/academy/packages" },
          { label: found.title, to: `/academy/packages/${found.id}` },
          { label: t("changes.breadcrumb") },
        ]}
      />
      <DataTable
        caption={t("changes.modules")}
        rows={modules}
        rowKey={(row) => row.moduleId}
        empty={<EmptyState title={t("changes.noModules")} body={t("changes.noModulesBody")} />}
        columns={[
          { key: "module", header: t("taught.module"), render: (row) => row.module },
          { key: "curriculum", header: t("changes.curriculum"), render: (row) => row.curriculum },
          {
            key: "version",
            header: t("changes.version"),
            numeric: true,
            render: (row) => row.version,
          },
          {
            key: "next",
            header: t("changes.next"),
            render: (row) =>
              row.version === found.newest ? (
                t("changes.isNewest")
              ) : mayChange ? (
                <Link to={`/academy/packages/${found.id}/modules/${row.moduleId}`}>
                  {t("changes.look", { number: found.newest })}
                  <span className="visually-hidden"> {row.module}</span>
                </Link>
              ) : (
                t("changes.newerIs", { number: found.newest })
              ),
          },
        ]}
      />
      <History />
    </>
  );
}

function History() {
  const { t } = useTranslation("learning");
  const { changes, mayChange } = useLoaderData<typeof loader>();
  const banded = useBanded();
  return (
    <DataTable
      caption={t("changes.history")}
      rows={changes}
      rowKey={(change) => change.id}
      empty={<p className="muted">{t("changes.noHistory")}</p>}
      columns={[
        {
          key: "what",
          header: t("changes.change"),
          render: (change) => t("changes.changed", change),
        },
        {
          key: "choice",
          header: t("changes.decision"),
          render: ({ choice, reason }) => `${t(`changes.choice_${choice}`)} ${reason}`,
        },
        {
          key: "at",
          header: t("changes.when"),
          render: (change) => formatInstant(change.decidedAt),
        },
        {
          key: "people",
          header: t("changes.people"),
          numeric: true,
          render: ({ moved, returned, undoneAt }) =>
            undoneAt
              ? t("changes.returned", { moved: banded(moved), returned: banded(returned) })
              : banded(moved),
        },
        {
          key: "undo",
          header: t("changes.undo"),
          render: ({ id, isLatest, undoneAt }) =>
            undoneAt ? (
              t("changes.undone", { at: formatInstant(undoneAt) })
            ) : isLatest && mayChange ? (
              <form method="post" action={`/academy/package-changes/${id}/undoing`}>
                <Button variant="secondary">{t("changes.undoButton")}</Button>
              </form>
            ) : (
              "–"
            ),
        },
      ]}
    />
  );
}
