import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PackageParams } from "~/domain/packages/input.server";
import { getPackage } from "~/domain/packages/queries.server";
import type { Activity } from "~/domain/packages/schema";
import { Card, Notice } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";
import { formatBytes, formatInstant } from "~/ui/format";
import { Findings } from "~/ui/packages/findings";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: PackageParams },
  async ({ actor, params, t }) => ({
    found: await getPackage(actor, params.packageId),
    documentTitle: t("packages:detail.documentTitle"),
  }),
);

export default function PackageDetail() {
  const { t } = useTranslation("packages");
  const { found } = useLoaderData<typeof loader>();
  const latest = found.versions[0];
  if (!latest) return null;
  return (
    <>
      <PageHeader
        title={found.title}
        status={t("detail.status", {
          organisation: found.organisation.name,
          standard: latest.standard,
          number: latest.number,
        })}
        breadcrumbs={[{ label: t("list.title"), to: "/academy/packages" }, { label: found.title }]}
        action={
          <div className="row">
            <LinkButton to={`/academy/packages/${found.id}/modules`} variant="secondary">
              {t("detail.modules")}
            </LinkButton>
            <LinkButton to={`/academy/packages/${found.id}/items`} variant="secondary">
              {t("detail.items")}
            </LinkButton>
            <form method="post" action={`/academy/packages/${found.id}/preview`}>
              <Button variant="secondary">{t("detail.preview")}</Button>
            </form>
            <LinkButton variant="secondary" to={`/academy/packages/${found.id}/trial`}>
              {t("detail.trial")}
            </LinkButton>
            <LinkButton variant="secondary" to={`/academy/packages/${found.id}/learners`}>
              {t("detail.learners")}
            </LinkButton>
            <LinkButton variant="secondary" to={`/academy/packages/${found.id}/settings`}>
              {t("detail.settings")}
            </LinkButton>
            {found.mayReplace && (
              <LinkButton to={`/academy/packages/new?replaces=${found.id}`}>
                {t("detail.replace")}
              </LinkButton>
            )}
          </div>
        }
      />
      {latest.warnings.length > 0 && (
        <Notice kind="warning">
          <h2>{t("detail.warnings")}</h2>
          <ul>
            {latest.warnings.map((warning) => (
              <li key={`${warning.rule}${warning.subject}`}>
                {t(`warnings.${warning.rule}`, warning)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Findings
        findings={latest.findings}
        exportHref={`/academy/packages/${found.id}/findings.csv`}
      />
      <Card>
        <h2>{t("detail.contents")}</h2>
        {latest.tree.organizations.slice(0, 1).map((organization) => (
          <ActivityList
            key={organization.identifier}
            activities={organization.activities as unknown as Activity[]}
          />
        ))}
      </Card>
      <DataTable
        caption={t("detail.versions")}
        rows={found.versions}
        rowKey={(version) => version.id}
        columns={[
          {
            key: "number",
            header: t("detail.version"),
            render: (version) => t("detail.numbered", version),
          },
          {
            key: "standard",
            header: t("columns.standard"),
            render: (version) => `SCORM ${version.standard}`,
          },
          {
            key: "files",
            header: t("detail.files"),
            numeric: true,
            render: (version) => version.fileCount,
          },
          {
            key: "size",
            header: t("detail.size"),
            numeric: true,
            render: (version) => formatBytes(version.bytes),
          },
          {
            key: "imported",
            header: t("detail.imported"),
            render: (version) => formatInstant(version.importedAt),
          },
        ]}
      />
    </>
  );
}

function ActivityList({ activities }: { activities: Activity[] }) {
  const { t } = useTranslation("packages");
  return (
    <ul>
      {activities.map((activity) => (
        <li key={activity.identifier}>
          {activity.title}{" "}
          {!activity.visible && <span className="muted">({t("detail.hidden")})</span>}
          {activity.children.length > 0 && <ActivityList activities={activity.children} />}
        </li>
      ))}
    </ul>
  );
}
