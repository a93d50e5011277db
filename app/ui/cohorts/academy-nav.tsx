/** The pages of an academy, for its staff: plain links, the one that is open marked. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

const PAGES = {
  home: "/academy",
  cohorts: "/academy/cohorts",
  trainers: "/academy/trainers",
  venues: "/academy/venues",
  offers: "/academy/offers",
  packages: "/academy/packages",
  practicals: "/academy/practicals",
  counts: "/academy/counts",
} as const;

export type AcademyPage = keyof typeof PAGES;

export function AcademyNav({ current }: { current: AcademyPage }) {
  const { t } = useTranslation("cohorts");
  return (
    <nav className="tabs" aria-label={t("academyNav.label")}>
      <ul>
        {Object.entries(PAGES).map(([page, to]) => (
          <li key={page}>
            <Link to={to} aria-current={page === current ? "page" : undefined}>
              {t(`academyNav.${page}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
