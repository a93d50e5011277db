import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { listUndelivered } from "~/domain/notifications/queries.server";
import { EmptyState } from "~/ui/blocks";
import { formatInstant } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader({ access: "signed-in" }, async ({ actor, t }) => ({
  ...(await listUndelivered(actor)),
  title: t("notifications:undelivered.documentTitle"),
}));

export default function Undelivered() {
  const { t } = useTranslation("notifications");
  const { messages } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={t("undelivered.title")}
        status={t("undelivered.status", { count: messages.length })}
        breadcrumbs={[
          { label: t("common:nav.academy"), to: "/academy" },
          { label: t("undelivered.title") },
        ]}
      />
      <DataTable
        caption={t("undelivered.caption")}
        rows={messages}
        rowKey={(message) => message.id}
        exportHref="/academy/mail.csv"
        empty={<EmptyState title={t("undelivered.emptyTitle")} body={t("undelivered.emptyBody")} />}
        columns={[
          {
            key: "person",
            header: t("undelivered.person"),
            render: (message) =>
              message.name ?? <span className="muted">{t("undelivered.unnamed")}</span>,
          },
          {
            key: "topic",
            header: t("undelivered.topic"),
            render: (message) => t(`topics.${message.topic}`),
          },
          {
            key: "tries",
            header: t("undelivered.tries"),
            numeric: true,
            render: (message) => message.attempts,
          },
          {
            key: "when",
            header: t("undelivered.when"),
            render: (message) => formatInstant(message.createdAt),
          },
        ]}
      />
    </>
  );
}
