import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { listPackageLearners } from "~/domain/learning/queries/package-learners.server";
import { PackageParams } from "~/domain/packages/input.server";
import { EmptyState } from "~/ui/blocks";
import { formatInstant } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: PackageParams },
  async ({ actor, params, t }) => ({
    ...params,
    ...(await listPackageLearners(actor, params.packageId)),
    documentTitle: t("packages:learners.documentTitle"),
  }),
);

type Learner = ReturnType<typeof useLoaderData<typeof loader>>["learners"][number];

export default function PackageLearners() {
  const { t } = useTranslation("packages");
  const { packageId, title, learners } = useLoaderData<typeof loader>();
  const at = `/academy/packages/${packageId}`;
  const standing = ({ completedAt, reason }: Learner) =>
    reason
      ? t("learners.completedBy", { reason })
      : completedAt
        ? t("learners.completed", { when: formatInstant(completedAt) })
        : t("learners.open");
  return (
    <>
      <PageHeader
        title={t("learners.title", { title })}
        status={t("learners.status", { count: learners.length })}
        breadcrumbs={[
          { label: t("list.title"), to: "/academy/packages" },
          { label: title, to: at },
          { label: t("detail.learners") },
        ]}
      />
      <DataTable
        caption={t("learners.caption")}
        rows={learners}
        rowKey={({ registrationId }) => registrationId}
        empty={<EmptyState title={t("detail.learners")} body={t("learners.empty")} />}
        columns={[
          {
            key: "name",
            header: t("learners.name"),
            render: ({ name }) => name ?? t("learners.unnamed"),
          },
          { key: "module", header: t("learners.module"), render: ({ module }) => module },
          {
            key: "version",
            header: t("learners.version"),
            numeric: true,
            render: ({ version }) => version,
          },
          { key: "state", header: t("learners.state"), render: standing },
          {
            key: "settings",
            header: t("learners.settings"),
            render: (learner) =>
              learner.mayDecide ? (
                <Decisions at={at} learner={learner} />
              ) : (
                String(learner.exceptions)
              ),
          },
        ]}
      />
    </>
  );
}

function Decisions({ at, learner }: { at: string; learner: Learner }) {
  const { t } = useTranslation("packages");
  const { registrationId, name, completedAt } = learner;
  return (
    <>
      <Link to={`${at}/settings?registration=${registrationId}`}>
        {t("learners.exception")}
        <span className="visually-hidden"> {name}</span>
      </Link>
      {!completedAt && (
        <>
          {" · "}
          <Link to={`${at}/learners/${registrationId}/completion`}>
            {t("learners.complete")}
            <span className="visually-hidden"> {name}</span>
          </Link>
        </>
      )}
    </>
  );
}
