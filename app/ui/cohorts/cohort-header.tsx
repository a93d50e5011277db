/** The heading of a cohort's pages for its academy's staff: where one is, and the pages this person may open. */
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CohortPage } from "~/domain/cohorts/schema";
import { type Crumb, PageHeader } from "~/ui/page-header";
import { cohortPath, useCohortCrumbs } from "./cohort-pages";

type Shown = { id: string; code: string; pages: readonly CohortPage[] };

export function CohortHeader({
  cohort,
  current,
  below = [],
  ...heading
}: {
  cohort: Shown;
  current: CohortPage;
  /** Where one is below the page that is open. */
  below?: Crumb[];
  title: string;
  status?: ReactNode;
  action?: ReactNode;
}) {
  const crumbs = useCohortCrumbs();
  const page = current === "overview" ? [] : [current];
  return (
    <>
      <PageHeader {...heading} breadcrumbs={crumbs(cohort, ...page, ...below)} />
      <CohortTabs cohort={cohort} current={current} />
    </>
  );
}

function CohortTabs({ cohort, current }: { cohort: Shown; current: CohortPage }) {
  const { t } = useTranslation("cohorts");
  return (
    <nav className="tabs" aria-label={t("tabs.label")}>
      <ul>
        {cohort.pages.map((page) => (
          <li key={page}>
            <Link
              to={cohortPath(cohort.id, page)}
              aria-current={page === current ? "page" : undefined}
            >
              {t(`tabs.${page}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
