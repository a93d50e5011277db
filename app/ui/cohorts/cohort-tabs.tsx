/** The pages of one cohort, for its academy: plain links, the one that is open marked. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

const TABS = {
  overview: "",
  roster: "/roster",
  sessions: "/sessions",
  attendance: "/attendance",
  progress: "/progress",
  assessors: "/assessors",
  attempts: "/attempts",
  rosters: "/rosters",
  messages: "/messages",
} as const;

export type CohortTab = keyof typeof TABS;

export function CohortTabs({ cohortId, current }: { cohortId: string; current: CohortTab }) {
  const { t } = useTranslation("cohorts");
  return (
    <nav className="tabs" aria-label={t("tabs.label")}>
      <ul>
        {Object.entries(TABS).map(([tab, path]) => (
          <li key={tab}>
            <Link
              to={`/academy/cohorts/${cohortId}${path}`}
              aria-current={tab === current ? "page" : undefined}
            >
              {t(`tabs.${tab}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
