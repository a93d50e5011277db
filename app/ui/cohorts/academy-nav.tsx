/** The pages of an academy, for its staff: plain links to what this person may open, the one that is open marked. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useAcademyPages } from "~/ui/frame/academy-pages";
import type { AcademyPage } from "~/web/navigation";

export function AcademyNav({ current }: { current: AcademyPage }) {
  const { t } = useTranslation("cohorts");
  const pages = useAcademyPages();
  if (pages.length === 0) return null;
  return (
    <nav className="tabs" aria-label={t("academyNav.label")}>
      <ul>
        {pages.map(({ key, to }) => (
          <li key={key}>
            <Link to={to} aria-current={key === current ? "page" : undefined}>
              {t(`academyNav.${key}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
