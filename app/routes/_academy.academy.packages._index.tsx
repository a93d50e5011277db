import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PackageListQuery } from "~/domain/packages/input.server";
import { listPackages } from "~/domain/packages/queries.server";
import { EmptyState, Pagination } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";
import { AcademyNav } from "~/ui/cohorts/academy-nav";
import { Form, TextInput } from "~/ui/form";
import { formatDay } from "~/ui/format";
import { UploadsUnderWay } from "~/ui/packages/uploads-under-way";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", query: PackageListQuery },
  async ({ actor, query, t }) => ({
    ...(await listPackages(actor, query)),
    query,
    title: t("packages:list.documentTitle"),
  }),
);

export default function Packages() {
  const { t } = useTranslation("packages");
  const { packages, uploads, total, query } = useLoaderData<typeof loader>();
  const search = encodeURIComponent(query.search);
  return (
    <>
      <PageHeader
        title={t("list.title")}
        status={t("list.status", { count: total })}
        action={<LinkButton to="/academy/packages/new">{t("list.import")}</LinkButton>}
      />
      <AcademyNav current="packages" />
      {uploads.length > 0 && <UploadsUnderWay uploads={uploads} />}
      <Form method="get" inline>
        <TextInput
          name="search"
          label={t("list.searchLabel")}
          defaultValue={query.search}
          type="search"
        />
        <Button variant="secondary">{t("list.search")}</Button>
      </Form>
      <DataTable
        caption={t("list.caption")}
        rows={packages}
        rowKey={(row) => row.id}
        exportHref={`/academy/packages.csv?search=${search}`}
        empty={<EmptyState title={t("list.emptyTitle")} body={t("list.emptyBody")} />}
        columns={[
          {
            key: "title",
            header: t("columns.title"),
            render: (row) => <Link to={`/academy/packages/${row.id}`}>{row.title}</Link>,
          },
          {
            key: "organisation",
            header: t("columns.organisation"),
            render: (row) => row.organisation,
          },
          {
            key: "standard",
            header: t("columns.standard"),
            render: (row) => `SCORM ${row.standard}`,
          },
          {
            key: "versions",
            header: t("columns.versions"),
            numeric: true,
            render: (row) => row.versions,
          },
          {
            key: "imported",
            header: t("columns.imported"),
            render: (row) => formatDay(row.importedAt),
          },
        ]}
      />
      <Pagination
        page={query.page}
        pages={Math.ceil(total / 50)}
        href={(page) => `/academy/packages?search=${search}&page=${page}`}
      />
    </>
  );
}
