import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AttemptParams } from "~/domain/learning/input.server";
import { getTimeline, type Timeline } from "~/domain/learning/queries/timeline.server";
import { Facts } from "~/ui/blocks";
import { LinkButton } from "~/ui/button";
import { formatInstant } from "~/ui/format";
import { useTime } from "~/ui/learning/attempts-table";
import { CommitTable, InteractionTable, LaunchTable, ObjectiveTable } from "~/ui/learning/timeline";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: AttemptParams },
  async ({ actor, params, t }) => {
    const timeline = await getTimeline(actor, params.attemptId);
    return { timeline, documentTitle: t("learning:timeline.documentTitle", timeline) };
  },
);

export default function AttemptTimeline() {
  const { t } = useTranslation("learning");
  const timeline = useLoaderData<typeof loader>().timeline as unknown as Timeline;
  const { attemptId, registrationId, title, number, name, isMine, zone } = timeline;
  const csv = (table: string) => `/learn/attempts/${attemptId}/csv/${table}`;
  return (
    <>
      <PageHeader
        title={t("timeline.title", { title, number })}
        status={isMine ? t("timeline.status") : name}
        breadcrumbs={[
          isMine
            ? { label: t("attempts.breadcrumb"), to: `/learn/${registrationId}/attempts` }
            : { label: t("timeline.cohorts"), to: "/academy/cohorts" },
          { label: t("attempts.numbered", { number }) },
        ]}
        action={
          <div className="row">
            {isMine && timeline.live && (
              <LinkButton to={`/learn/${registrationId}?attempt=${attemptId}`} variant="secondary">
                {t("timeline.lookAgain")}
              </LinkButton>
            )}
            <a
              href={`/learn/attempts/${attemptId}/bundle.json`}
              className="button button-secondary"
            >
              {t("timeline.bundle")}
            </a>
          </div>
        }
      />
      <Facts
        items={[
          { term: t("timeline.started"), detail: formatInstant(timeline.startedAt, zone) },
          { term: t("attempts.lastSaved"), detail: formatInstant(timeline.updatedAt, zone) },
          { term: t("timeline.version"), detail: timeline.versionNumber },
        ]}
      />
      <Lessons times={timeline.times} exportHref={csv("times")} />
      <LaunchTable zone={zone} launches={timeline.launches} exportHref={csv("launches")} />
      <InteractionTable interactions={timeline.interactions} exportHref={csv("interactions")} />
      <ObjectiveTable objectives={timeline.objectives} exportHref={csv("objectives")} />
      <CommitTable zone={zone} commits={timeline.commits} exportHref={csv("commits")} />
    </>
  );
}

function Lessons({ times, exportHref }: { times: Timeline["times"]; exportHref: string }) {
  const { t } = useTranslation("learning");
  const time = useTime();
  return (
    <DataTable
      caption={t("timeline.times")}
      rows={times}
      rowKey={(row) => row.item}
      empty={<p className="muted">{t("attempts.none")}</p>}
      exportHref={exportHref}
      columns={[
        { key: "title", header: t("saved.lesson"), render: (row) => row.title },
        { key: "visits", header: t("timeline.visits"), numeric: true, render: (row) => row.visits },
        {
          key: "time",
          header: t("attempts.time"),
          numeric: true,
          render: (row) => time(row.seconds),
        },
      ]}
    />
  );
}
