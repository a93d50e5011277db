/** The heading of every page of an import: where one is, in the academy or in the country. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CohortTabs } from "~/ui/cohorts/cohort-tabs";
import { PageHeader } from "~/ui/page-header";
import { rosterPath, rostersPath } from "~/web/roster-paths";
import type { Around } from "./types";

export function RosterHeader({
  around,
  title,
  status,
  step,
  action,
}: {
  around: Around;
  title: string;
  status?: ReactNode;
  /** Set on the pages below the import's own. */
  step?: string;
  action?: ReactNode;
}) {
  const { t } = useTranslation("rosters");
  const { record, cohort, countryName } = around;
  const home = record.country
    ? { label: countryName ?? record.country, to: `/country/${record.country}` }
    : { label: cohort.title, to: `/academy/cohorts/${cohort.id}` };
  const own = { label: record.fileName, to: step ? rosterPath(around.record) : undefined };
  return (
    <>
      <PageHeader
        title={title}
        status={status}
        action={action}
        breadcrumbs={[
          home,
          {
            label: record.country ? t("list.countryTitle") : t("title"),
            to: rostersPath(around.record),
          },
          own,
          ...(step ? [{ label: step }] : []),
        ]}
      />
      {!record.country && <CohortTabs cohortId={record.cohortId} current="rosters" />}
    </>
  );
}
