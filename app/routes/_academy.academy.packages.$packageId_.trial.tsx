import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { getTrial } from "~/domain/learning/queries/trial.server";
import { PackageParams } from "~/domain/packages/input.server";
import { Notice } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";
import { formatInstant } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: PackageParams },
  async ({ actor, params, t }) => ({
    ...(await getTrial(actor, params.packageId)),
    ...params,
    documentTitle: t("packages:trial.documentTitle"),
  }),
);

export default function PackageTrial() {
  const { t } = useTranslation("packages");
  const { packageId, title, trials, mine } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={t("trial.title", { title })}
        status={t("trial.status")}
        breadcrumbs={[
          { label: t("list.title"), to: "/academy/packages" },
          { label: title, to: `/academy/packages/${packageId}` },
          { label: t("trial.breadcrumb") },
        ]}
        action={
          <form method="post" action={`/academy/packages/${packageId}/preview`}>
            <Button>{t(mine ? "trial.again" : "trial.begin")}</Button>
          </form>
        }
      />
      {mine && <Reported />}
      <DataTable
        caption={t("trial.all")}
        rows={trials}
        rowKey={({ begunAt }) => String(begunAt)}
        empty={<p className="muted">{t("trial.none")}</p>}
        columns={[
          {
            key: "begun",
            header: t("trial.begun"),
            render: ({ begunAt }) => formatInstant(begunAt),
          },
          {
            key: "version",
            header: t("detail.version"),
            numeric: true,
            render: ({ version }) => version,
          },
          {
            key: "by",
            header: t("settings.columns.who"),
            render: ({ by }) => by ?? t("settings.someone"),
          },
          {
            key: "outcome",
            header: t("trial.outcome"),
            render: ({ completedAt }) =>
              completedAt
                ? t("trial.reported", { when: formatInstant(completedAt) })
                : t("trial.notReported"),
          },
        ]}
      />
    </>
  );
}

function Reported() {
  const { t } = useTranslation("packages");
  const { packageId, mine } = useLoaderData<typeof loader>();
  if (!mine) return null;
  const cutOff = mine.lines
    .filter(({ isCutOffElsewhere }) => isCutOffElsewhere)
    .map(({ title }) => title);
  return (
    <>
      <Notice kind={mine.isFinished ? "success" : "warning"}>
        <p>{t(mine.isFinished ? "trial.finished" : "trial.unfinished")}</p>
        {!mine.isFinished && (
          <LinkButton variant="secondary" to={`/academy/packages/${packageId}/settings/completion`}>
            {t("trial.decide")}
          </LinkButton>
        )}
      </Notice>
      {cutOff.length > 0 && (
        <Notice kind="warning">
          <p>{t("trial.cutOff", { parts: cutOff.join(", ") })}</p>
        </Notice>
      )}
      <DataTable
        caption={t("trial.mine", mine)}
        rows={mine.lines}
        rowKey={({ identifier }) => identifier}
        columns={[
          { key: "part", header: t("trial.part"), render: (line) => line.title },
          {
            key: "completion",
            header: t("trial.completion"),
            render: (line) => t(`trial.completions.${line.completion ?? "unopened"}`),
          },
          {
            key: "success",
            header: t("trial.success"),
            render: (line) => t(`trial.successes.${line.success ?? "unknown"}`),
          },
          {
            key: "score",
            header: t("trial.score"),
            numeric: true,
            render: ({ scoreScaled }) =>
              scoreScaled === null ? "–" : `${Math.round(scoreScaled * 100)} %`,
          },
          {
            key: "time",
            header: t("trial.time"),
            numeric: true,
            render: ({ seconds }) => t("trial.minutes", { minutes: (seconds / 60).toFixed(1) }),
          },
          {
            key: "interactions",
            header: t("trial.interactions"),
            numeric: true,
            render: (line) => line.interactions,
          },
          {
            key: "commits",
            header: t("trial.commits"),
            numeric: true,
            render: (line) => line.commits,
          },
          {
            key: "suspended",
            header: t("trial.suspended"),
            numeric: true,
            render: ({ suspended }) => suspended,
          },
        ]}
      />
    </>
  );
}
