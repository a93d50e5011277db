import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { MailQuery } from "~/domain/notifications/input.server";
import { listMessages } from "~/domain/notifications/queries.server";
import { EmptyState, Notice, Pagination } from "~/ui/blocks";
import { formatInstant } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", query: MailQuery },
  async ({ actor, query, t }) => ({
    ...(await listMessages(actor, query.page)),
    page: query.page,
    title: t("jobs:mailPage.documentTitle"),
  }),
);

export default function Mail() {
  const { t } = useTranslation("jobs", { keyPrefix: "mailPage" });
  const { messages, total, mailWorks, page } = useLoaderData<typeof loader>();
  const state = (message: (typeof messages)[number]) =>
    message.deliveredAt ? "sent" : message.lastError ? "failing" : mailWorks ? "waiting" : "kept";
  return (
    <>
      <PageHeader title={t("title")} status={t("status", { count: total })} />
      {!mailWorks && <Notice kind="info">{t("noSmtp")}</Notice>}
      <DataTable
        caption={t("caption")}
        rows={messages}
        rowKey={(message) => message.id}
        empty={<EmptyState title={t("emptyTitle")} body={t("emptyBody")} />}
        columns={[
          { key: "to", header: t("to"), render: (message) => message.email },
          {
            key: "subject",
            header: t("subject"),
            render: (message) =>
              message.body === null ? (
                <>
                  {message.subject} <span className="muted small">{t("secret")}</span>
                </>
              ) : (
                <details>
                  <summary>{message.subject}</summary>
                  <pre style={{ whiteSpace: "pre-wrap", textAlign: "left" }}>{message.body}</pre>
                </details>
              ),
          },
          { key: "when", header: t("when"), render: (message) => formatInstant(message.createdAt) },
          {
            key: "state",
            header: t("state"),
            render: (message) => (
              <>
                {t(`states.${state(message)}`, { count: message.attempts })}
                {message.lastError && !message.deliveredAt && (
                  <p className="muted small">{message.lastError}</p>
                )}
              </>
            ),
          },
        ]}
      />
      <Pagination
        page={page}
        pages={Math.ceil(total / 50)}
        href={(next) => `/admin/mail?page=${next}`}
      />
    </>
  );
}
