import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { TroubleQuery } from "~/domain/operations/input.server";
import { listTroubles } from "~/domain/operations/queries/troubles.server";
import { TROUBLE_DAYS } from "~/domain/operations/schema";
import { EmptyState, Pagination } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Form, TextInput } from "~/ui/form";
import { formatInstant } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", query: TroubleQuery },
  async ({ actor, query, t }) => ({
    ...(await listTroubles(actor, query)),
    ...query,
    title: t("jobs:troubles.documentTitle"),
  }),
);

export default function Troubles() {
  const { t } = useTranslation("jobs", { keyPrefix: "troubles" });
  const { reports, total, page, code } = useLoaderData<typeof loader>();
  const empty = <EmptyState title={t("emptyTitle")} body={t(code ? "emptyCode" : "emptyBody")} />;
  return (
    <>
      <PageHeader
        title={t("title")}
        status={t("status", { count: total })}
        breadcrumbs={[{ label: t("jobs"), to: "/admin/jobs" }, { label: t("title") }]}
      />
      <p className="muted">{t("about", { days: TROUBLE_DAYS })}</p>
      <Form method="get" inline>
        <TextInput name="code" label={t("code")} defaultValue={code} type="search" />
        <Button variant="secondary">{t("find")}</Button>
      </Form>
      <DataTable
        caption={t("caption")}
        rows={reports}
        rowKey={(report) => `${report.code} ${report.kind} ${report.reportedAt}`}
        exportHref={`/admin/troubles.csv?code=${code}`}
        empty={empty}
        columns={[
          {
            key: "code",
            header: t("code"),
            render: (report) => `${report.code.slice(0, 4)}-${report.code.slice(4)}`,
          },
          {
            key: "kind",
            header: t("kind"),
            render: (report) => t([`kinds.${report.kind}`, "kinds.other"], { kind: report.kind }),
          },
          { key: "reason", header: t("reason"), render: (report) => report.reason || t("none") },
          {
            key: "waiting",
            header: t("waiting"),
            numeric: true,
            render: (report) => report.waiting,
          },
          {
            key: "notKept",
            header: t("notKept"),
            numeric: true,
            render: (report) => report.notKept,
          },
          {
            key: "after",
            header: t("after"),
            numeric: true,
            render: (report) => t("seconds", { count: report.afterSeconds }),
          },
          { key: "country", header: t("country"), render: (report) => report.country },
          {
            key: "when",
            header: t("when"),
            render: (report) => formatInstant(report.reportedAt),
          },
        ]}
      />
      <Pagination
        page={page}
        pages={Math.ceil(total / 50)}
        href={(next) => `/admin/troubles?code=${code}&page=${next}`}
      />
    </>
  );
}
