import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { getMyTraining } from "~/domain/reporting/queries/my-training.server";
import { EmptyState } from "~/ui/blocks";
import { LinkButton } from "~/ui/button";
import { useMark } from "~/ui/cohorts/person-papers";
import { formatDay, formatInstant } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { StatusBadge } from "~/ui/status-badge";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader({ access: "signed-in" }, async ({ actor, t }) => ({
  ...(await getMyTraining(actor)),
  title: t("teaching:training.documentTitle"),
}));

export default function MyTraining() {
  const { t } = useTranslation("teaching");
  const { certificates, marks } = useLoaderData<typeof loader>();
  const mark = useMark();
  return (
    <>
      <PageHeader
        title={t("training.title")}
        status={t("training.status")}
        action={
          certificates.length > 0 && (
            <LinkButton to="/certificates" variant="secondary">
              {t("training.toCertificates")}
            </LinkButton>
          )
        }
      />
      <h2>{t("training.certificates")}</h2>
      <DataTable
        caption={t("training.certificates")}
        rows={certificates}
        rowKey={(row) => row.id}
        empty={
          <EmptyState
            title={t("training.noCertificatesTitle")}
            body={t("training.noCertificates")}
            action={<LinkButton to="/my-learning">{t("training.toLearning")}</LinkButton>}
          />
        }
        columns={[
          { key: "title", header: t("training.certificate"), render: (row) => row.title },
          { key: "number", header: t("training.number"), render: (row) => row.number },
          {
            key: "valid",
            header: t("training.valid"),
            render: ({ from, to, revoked, expired }) => (
              <>
                {(revoked || expired) && <StatusBadge status={revoked ? "revoked" : "expired"} />}{" "}
                {t("training.validFromTo", { from: formatDay(from), to: formatDay(to) })}
              </>
            ),
          },
        ]}
      />
      <h2>{t("training.attendance")}</h2>
      <DataTable
        caption={t("training.attendance")}
        rows={marks}
        rowKey={(row) => row.id}
        exportHref="/my-training.csv"
        empty={
          <EmptyState
            title={t("training.noAttendanceTitle")}
            body={t("training.noAttendance")}
            action={
              <LinkButton to="/training" variant="secondary">
                {t("training.toTraining")}
              </LinkButton>
            }
          />
        }
        columns={[
          { key: "session", header: t("training.session"), render: (row) => row.session },
          { key: "cohort", header: t("training.cohort"), render: (row) => row.cohort },
          {
            key: "when",
            header: t("training.when"),
            render: (row) => formatInstant(row.startsAt, row.zone),
          },
          {
            key: "mark",
            header: t("training.mark"),
            render: (row) => mark({ mark: row.mark, minutes: row.minutes, held: true }),
          },
        ]}
      />
    </>
  );
}
