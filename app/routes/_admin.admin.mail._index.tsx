import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { MailQuery } from "~/domain/notifications/input.server";
import { listMessages } from "~/domain/notifications/queries.server";
import { EmptyState, Notice, Pagination } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { formatInstant } from "~/ui/format";
import { DeliveryState } from "~/ui/notifications/delivery-state";
import { Letter } from "~/ui/notifications/letter";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", query: MailQuery },
  async ({ actor, query, t }) => ({
    ...(await listMessages(actor, query)),
    ...query,
    title: t("jobs:mailPage.documentTitle"),
  }),
);

export default function Mail() {
  const { t } = useTranslation("jobs", { keyPrefix: "mailPage" });
  const { t: n } = useTranslation("notifications");
  const { messages, total, mailWorks, page, show } = useLoaderData<typeof loader>();
  const empty =
    show === "failed" ? (
      <EmptyState title={n("mail.noneFailed")} body={n("mail.noneFailedBody")} />
    ) : (
      <EmptyState title={t("emptyTitle")} body={t("emptyBody")} />
    );
  return (
    <>
      <PageHeader title={t("title")} status={t("status", { count: total })} />
      {!mailWorks && <Notice kind="info">{t("noSmtp")}</Notice>}
      <Filter />
      <DataTable
        caption={t("caption")}
        rows={messages}
        rowKey={(message) => message.id}
        exportHref={`/admin/mail.csv?show=${show}`}
        empty={empty}
        columns={[
          { key: "to", header: t("to"), render: (message) => message.email },
          { key: "subject", header: t("subject"), render: (message) => <Text {...message} /> },
          { key: "when", header: t("when"), render: (message) => formatInstant(message.createdAt) },
          {
            key: "state",
            header: t("state"),
            render: (message) => (
              <div>
                <DeliveryState {...message} zone="UTC" />
                {message.lastError && <p className="muted small">{message.lastError}</p>}
              </div>
            ),
          },
          {
            key: "retry",
            header: n("mail.action"),
            render: (message) =>
              message.lastError && (
                <form method="post" action={`/admin/mail/${message.id}/retry`}>
                  <Button variant="secondary">{n("mail.retry")}</Button>
                </form>
              ),
          },
        ]}
      />
      <Pagination
        page={page}
        pages={Math.ceil(total / 50)}
        href={(next) => `/admin/mail?show=${show}&page=${next}`}
      />
    </>
  );
}

function Filter() {
  const { t } = useTranslation("notifications");
  const { show, failed } = useLoaderData<typeof loader>();
  const choices = [
    { key: "all", to: "/admin/mail", label: t("mail.all") },
    { key: "failed", to: "/admin/mail?show=failed", label: t("mail.failed", { count: failed }) },
  ];
  return (
    <nav className="row mail-filter" aria-label={t("mail.filter")}>
      {choices.map(({ key, to, label }) =>
        key === show ? (
          <strong key={key} aria-current="page">
            {label}
          </strong>
        ) : (
          <Link key={key} to={to}>
            {label}
          </Link>
        ),
      )}
    </nav>
  );
}

function Text({ subject, body }: { subject: string; body: string | null }) {
  const { t } = useTranslation("jobs", { keyPrefix: "mailPage" });
  if (body === null)
    return (
      <>
        {subject} <span className="muted small">{t("secret")}</span>
      </>
    );
  return (
    <details>
      <summary>{subject}</summary>
      <Letter body={body} />
    </details>
  );
}
