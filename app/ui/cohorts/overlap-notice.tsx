/** What else calls the same people at the same time, and what to do about it. */
import { useTranslation } from "react-i18next";
import { Notice } from "~/ui/blocks";
import { formatPeriod } from "./period";

export type OverlapView = {
  first: { id: string; title: string; organiser: string };
  second: { id: string; title: string; organiser: string };
  professions: string[];
  countries: string[];
  from: string;
  to: string;
};

type Named = { key: string; title: string }[];

/** `names` puts keys into words where the page has them. */
export function OverlapNotice({
  overlaps,
  names = { professions: [], countries: [] },
}: {
  overlaps: OverlapView[];
  names?: { professions: Named; countries: Named };
}) {
  const { t } = useTranslation("cohorts");
  if (overlaps.length === 0) return null;
  const words = (keys: string[], named: Named, everybody: string) =>
    keys.length === 0
      ? everybody
      : keys.map((key) => named.find((one) => one.key === key)?.title ?? key).join(", ");
  return (
    <Notice kind="warning">
      <p>
        <strong>{t("overlap.title", { count: overlaps.length })}</strong>
      </p>
      <ul>
        {overlaps.map((overlap) => (
          <li key={overlap.second.id}>
            {t("overlap.sentence", {
              ...{ title: overlap.second.title, organiser: overlap.second.organiser },
              professions: words(overlap.professions, names.professions, t("everyAudience")),
              countries: words(overlap.countries, names.countries, t("everyCountry")),
              period: formatPeriod(overlap.from, overlap.to),
            })}
          </li>
        ))}
      </ul>
      <p>{t("overlap.advice")}</p>
    </Notice>
  );
}
