/** The heading of every page of an import: where one is, in the academy or in the country. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CohortHeader } from "~/ui/cohorts/cohort-header";
import { PageHeader } from "~/ui/page-header";
import { rosterPath, rostersPath } from "~/web/roster-paths";
import type { Around } from "./types";

export function RosterHeader({
  around: { record, cohort, countryName },
  step,
  ...heading
}: {
  around: Around;
  title: string;
  status?: ReactNode;
  /** Set on the pages below the import's own. */
  step?: string;
  action?: ReactNode;
}) {
  const { t } = useTranslation("rosters");
  const own = { label: record.fileName, to: step ? rosterPath(record) : undefined };
  const below = [own, ...(step ? [{ label: step }] : [])];
  if (!record.country)
    return <CohortHeader {...heading} cohort={cohort} current="rosters" below={below} />;
  const country = { label: countryName ?? record.country, to: `/country/${record.country}` };
  const list = { label: t("list.countryTitle"), to: rostersPath(record) };
  return <PageHeader {...heading} breadcrumbs={[country, list, ...below]} />;
}
