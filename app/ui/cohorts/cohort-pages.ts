/** The pages of one cohort for its academy's staff: where each is, and the crumbs that lead there. */
import { useTranslation } from "react-i18next";
import type { CohortPage } from "~/domain/cohorts/schema";
import type { Crumb } from "~/ui/page-header";

const PATHS: Record<CohortPage, string> = {
  overview: "",
  roster: "/roster",
  sessions: "/sessions",
  attendance: "/attendance",
  progress: "/progress",
  assessors: "/assessors",
  attempts: "/attempts",
  rosters: "/rosters",
  messages: "/messages",
};

export const cohortPath = (cohortId: string, page: CohortPage): string =>
  `/academy/cohorts/${cohortId}${PATHS[page]}`;

/** Cohorts › code › page, and what lies below the page; the last is where one is and no link. */
export function useCohortCrumbs() {
  const { t } = useTranslation("cohorts");
  return (cohort: { id: string; code: string }, ...below: (CohortPage | Crumb)[]): Crumb[] => {
    const crumbs = below.map(
      (crumb): Crumb =>
        typeof crumb === "string"
          ? { label: t(`tabs.${crumb}`), to: cohortPath(cohort.id, crumb) }
          : crumb,
    );
    const last = crumbs.pop();
    const own = { label: cohort.code, to: last && cohortPath(cohort.id, "overview") };
    const all = { label: t("list.title"), to: "/academy/cohorts" };
    return [all, own, ...crumbs, ...(last ? [{ label: last.label }] : [])];
  };
}
