import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { getJobs } from "~/domain/operations/queries.server";
import { Card, EmptyState, Facts, Notice } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";
import { formatInstant } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader({ access: "signed-in" }, async ({ actor, t }) => ({
  ...(await getJobs(actor)),
  title: t("jobs:documentTitle"),
}));

const STATES = ["waiting", "active", "delayed", "completed", "failed"] as const;

export default function Jobs() {
  const { t } = useTranslation("jobs");
  const { counts, failed, outbox } = useLoaderData<typeof loader>();
  const late = (outbox.oldestSeconds ?? 0) > 60;
  return (
    <>
      <PageHeader
        title={t("title")}
        status={t("status", { count: failed.length })}
        action={
          <>
            <LinkButton to="/admin/mail" variant="secondary">
              {t("mail")}
            </LinkButton>
            <LinkButton to="/admin/troubles" variant="secondary">
              {t("troublesLink")}
            </LinkButton>
          </>
        }
      />
      {late && <Notice kind="warning">{t("late", { seconds: outbox.oldestSeconds })}</Notice>}
      <div className="columns">
        <Card>
          <h2>{t("queue")}</h2>
          <Facts
            items={STATES.map((state) => ({
              term: t(`states.${state}`),
              detail: counts[state] ?? 0,
            }))}
          />
        </Card>
        <Card>
          <h2>{t("outbox")}</h2>
          <Facts
            items={[
              { term: t("outboxWaiting"), detail: outbox.waiting },
              {
                term: t("outboxOldest"),
                detail:
                  outbox.oldestSeconds === null
                    ? t("none")
                    : t("seconds", { count: outbox.oldestSeconds }),
              },
            ]}
          />
          {outbox.failing.length > 0 && (
            <ul>
              {outbox.failing.map((event) => (
                <li key={event.id}>
                  {event.topic} ({t("tries", { count: event.attempts })}): {event.lastError}
                </li>
              ))}
            </ul>
          )}
        </Card>
      </div>
      <DataTable
        caption={t("failedCaption")}
        rows={failed}
        rowKey={(job) => job.id}
        empty={<EmptyState title={t("emptyTitle")} body={t("emptyBody")} />}
        columns={[
          { key: "name", header: t("name"), render: (job) => job.name },
          { key: "reason", header: t("reason"), render: (job) => job.reason },
          { key: "tries", header: t("triesHeader"), numeric: true, render: (job) => job.attempts },
          {
            key: "when",
            header: t("when"),
            render: (job) => job.failedAt && formatInstant(job.failedAt),
          },
          {
            key: "retry",
            header: t("action"),
            render: (job) => (
              <form method="post" action={`/admin/jobs/${job.id}/retry`}>
                <Button variant="secondary">{t("retry")}</Button>
              </form>
            ),
          },
        ]}
      />
    </>
  );
}
