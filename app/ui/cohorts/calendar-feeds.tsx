/** Addresses a calendar subscribes to: made here, told once, revoked one by one. */
import { useTranslation } from "react-i18next";
import type { FeedRow } from "~/domain/cohorts/schema";
import { Card, Notice } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Form } from "~/ui/form";
import { formatDay } from "~/ui/format";
import { DataTable } from "~/ui/table";
import type { FormRefusal } from "~/web/refusal";

type Props = {
  feeds: FeedRow[];
  /** The address that was made just now. */
  made?: string;
  refusal?: FormRefusal;
  revocation: (feedId: string) => string;
  title: string;
  body: string;
};

export function CalendarFeeds({ feeds, made, refusal, revocation, title, body }: Props) {
  const { t } = useTranslation("sessions");
  return (
    <Card>
      <h2>{title}</h2>
      <p>{body}</p>
      {made && (
        <Notice kind="success">
          <h3>{t("feeds.madeTitle")}</h3>
          <p>{t("feeds.madeBody")}</p>
          <label htmlFor="calendar-address">{t("feeds.address")}</label>
          <input id="calendar-address" className="input" readOnly value={made} />
        </Notice>
      )}
      {feeds.length > 0 && <FeedTable feeds={feeds} revocation={revocation} />}
      <Form refusal={refusal} namespace="sessions">
        <div>
          <Button variant="secondary">{t("feeds.create")}</Button>
        </div>
      </Form>
    </Card>
  );
}

function FeedTable({ feeds, revocation }: Pick<Props, "feeds" | "revocation">) {
  const { t } = useTranslation("sessions");
  return (
    <DataTable
      caption={t("feeds.caption")}
      rows={feeds}
      rowKey={(feed) => feed.id}
      columns={[
        {
          key: "created",
          header: t("feeds.created"),
          render: (feed) => formatDay(feed.createdAt),
        },
        {
          key: "state",
          header: t("feeds.state"),
          render: (feed) =>
            feed.revokedAt
              ? t("feeds.revoked", { day: formatDay(feed.revokedAt) })
              : t("feeds.live"),
        },
        {
          key: "action",
          header: t("feeds.action"),
          render: (feed) =>
            !feed.revokedAt && (
              <form method="post" action={revocation(feed.id)}>
                <Button variant="quiet">
                  {t("feeds.revoke")}
                  <span className="visually-hidden">
                    {" "}
                    {t("feeds.revokeOf", { day: formatDay(feed.createdAt) })}
                  </span>
                </Button>
              </form>
            ),
        },
      ]}
    />
  );
}
