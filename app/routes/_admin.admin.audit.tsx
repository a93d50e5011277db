import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AuditQuery } from "~/domain/audit/input.server";
import { getChains, listAuditEvents } from "~/domain/audit/queries.server";
import { isSound } from "~/domain/audit/schema";
import { EmptyState, Notice, Pagination } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Form, TextInput } from "~/ui/form";
import { formatInstant } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", query: AuditQuery },
  async ({ actor, query, t }) => {
    const chains = await getChains(actor);
    return {
      ...(await listAuditEvents(actor, query)),
      query,
      sound: chains.every(isSound),
      chains,
      title: t("audit:documentTitle"),
    };
  },
);

export default function Audit() {
  const { t } = useTranslation("audit");
  const { events, total, query, chains, sound } = useLoaderData<typeof loader>();
  const action = encodeURIComponent(query.action);
  return (
    <>
      <PageHeader title={t("title")} status={t("status", { count: total })} />
      <Notice kind={sound ? "success" : "error"}>{t(sound ? "sound" : "unsound")}</Notice>
      <Form method="get" inline>
        <TextInput name="action" label={t("filter")} defaultValue={query.action} type="search" />
        <Button variant="secondary">{t("apply")}</Button>
      </Form>
      <DataTable
        caption={t("caption")}
        rows={events}
        rowKey={(event) => event.id}
        exportHref={`/admin/audit.csv?action=${action}`}
        empty={<EmptyState title={t("emptyTitle")} body={t("emptyBody")} />}
        columns={[
          { key: "when", header: t("when"), render: (event) => formatInstant(event.recordedAt) },
          { key: "action", header: t("action"), render: (event) => event.action },
          {
            key: "subject",
            header: t("subject"),
            render: (event) => `${event.subjectKind} ${event.subjectId}`,
          },
          { key: "actor", header: t("actor"), render: (event) => event.actorId ?? t("system") },
          { key: "chain", header: t("chain"), render: (event) => event.chain },
        ]}
      />
      <Pagination
        page={query.page}
        pages={Math.ceil(total / 50)}
        href={(page) => `/admin/audit?action=${action}&page=${page}`}
      />
      <DataTable
        caption={t("chains")}
        rows={chains}
        rowKey={(chain) => chain.chain}
        columns={[
          { key: "chain", header: t("chain"), render: (chain) => chain.chain },
          { key: "events", header: t("events"), numeric: true, render: (chain) => chain.events },
          {
            key: "unsealed",
            header: t("unsealed"),
            numeric: true,
            render: (chain) => chain.unsealed,
          },
          { key: "faults", header: t("faults"), numeric: true, render: (chain) => chain.faults },
          { key: "lost", header: t("lost"), numeric: true, render: (chain) => chain.lostHeads },
          {
            key: "head",
            header: t("head"),
            render: (chain) => <code>{chain.head?.slice(0, 16)}</code>,
          },
        ]}
      />
    </>
  );
}
