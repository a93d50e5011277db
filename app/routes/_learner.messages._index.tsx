import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { MessagesQuery } from "~/domain/notifications/input.server";
import { listMyMessages } from "~/domain/notifications/queries.server";
import { EmptyState, Pagination } from "~/ui/blocks";
import { LinkButton } from "~/ui/button";
import { formatInstant } from "~/ui/format";
import { DeliveryState } from "~/ui/notifications/delivery-state";
import { Letter } from "~/ui/notifications/letter";
import { PageHeader } from "~/ui/page-header";
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
  const { t } = useTranslation(["notifications", "common"]);
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
      {messages.length === 0 && (
        <EmptyState title={t("mine.emptyTitle")} body={t("mine.emptyBody")} />
      )}
      {messages.length > 0 && (
        <>
          <ol className="messages" aria-label={t("mine.caption")}>
            {messages.map((message) => (
              <Message key={message.id} {...message} zone={zone} />
            ))}
          </ol>
          <div className="table-actions">
            <a href={`/messages.csv?page=${page}`}>{t("common:table.export")}</a>
          </div>
        </>
      )}
      <Pagination
        page={page}
        pages={Math.ceil(total / 50)}
        href={(next) => `/messages?page=${next}`}
      />
    </>
  );
}

type MessageProps = ReturnType<typeof useLoaderData<typeof loader>>["messages"][number] & {
  zone: string;
};

function Message({ zone, ...message }: MessageProps) {
  const { t } = useTranslation("notifications");
  return (
    <li>
      <details>
        <summary>
          <strong>{message.subject}</strong>
        </summary>
        <Letter body={message.body} />
        {message.hasCalendar && (
          <p>
            <a href={`/messages/${message.id}/calendar.ics`}>{t("mine.calendar")}</a>
          </p>
        )}
      </details>
      <span className="muted small">
        {t(`topics.${message.topic}`)} · {formatInstant(message.createdAt, zone)} ·{" "}
        <DeliveryState {...message} zone={zone} />
      </span>
    </li>
  );
}
