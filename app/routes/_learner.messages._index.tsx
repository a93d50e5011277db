import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { MessagesQuery } from "~/domain/notifications/input.server";
import { listMyMessages } from "~/domain/notifications/queries.server";
import { EmptyState, Pagination } from "~/ui/blocks";
import { LinkButton } from "~/ui/button";
import { formatInstant } from "~/ui/format";
import { DeliveryState } from "~/ui/notifications/delivery-state";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", query: MessagesQuery },
  async ({ actor, query, t }) => ({
    ...(await listMyMessages(actor, query.page)),
    page: query.page,
    title: t("notifications:mine.documentTitle"),
  }),
);

export default function Messages() {
  const { t } = useTranslation("notifications");
  const { messages, total, zone, staff, page } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={t("mine.title")}
        status={t("mine.status", { count: total })}
        action={
          <LinkButton to="/account/notifications" variant="secondary">
            {t("mine.settings")}
          </LinkButton>
        }
      />
      {staff && (
        <p>
          <Link to="/academy/mail">{t("mine.undelivered")}</Link>
        </p>
      )}
      <DataTable
        caption={t("mine.caption")}
        rows={messages}
        rowKey={(message) => message.id}
        exportHref={`/messages.csv?page=${page}`}
        empty={<EmptyState title={t("mine.emptyTitle")} body={t("mine.emptyBody")} />}
        columns={[
          {
            key: "message",
            header: t("mine.message"),
            render: (message) => <Letter {...message} />,
          },
          {
            key: "topic",
            header: t("mine.topic"),
            render: (message) => t(`topics.${message.topic}`),
          },
          {
            key: "when",
            header: t("mine.when"),
            render: (message) => formatInstant(message.createdAt, zone),
          },
          {
            key: "how",
            header: t("mine.how"),
            render: (message) => <DeliveryState {...message} zone={zone} />,
          },
        ]}
      />
      <Pagination
        page={page}
        pages={Math.ceil(total / 50)}
        href={(next) => `/messages?page=${next}`}
      />
    </>
  );
}

type LetterProps = { id: string; subject: string; body: string; hasCalendar: boolean };

function Letter({ id, subject, body, hasCalendar }: LetterProps) {
  const { t } = useTranslation("notifications");
  return (
    <>
      <details>
        <summary>{subject}</summary>
        <p className="letter">{body}</p>
      </details>
      {hasCalendar && <a href={`/messages/${id}/calendar.ics`}>{t("mine.calendar")}</a>}
    </>
  );
}
