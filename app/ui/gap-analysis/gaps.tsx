/** Missed standards and those about to be lost, most urgent first, each with the cheapest thing that would close it. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { DisclosedCell, Rule } from "~/domain/gap-analysis/schema";
import { Card } from "~/ui/blocks";
import { useCellSentence } from "./cell";

type Gap = {
  key: string;
  specificArea: string;
  title: string;
  rule: Rule;
  remedy: string | null;
};
type GapsProps = { iso2: string; standards: Gap[]; cells: Record<string, DisclosedCell> };

const SHOWN = 8;

export function Gaps({ iso2, standards, cells }: GapsProps) {
  const { t } = useTranslation("gap-analysis");
  const sentence = useCellSentence();
  const gaps = gapsByUrgency(standards, cells);
  return (
    <Card>
      <h2>{t("country.gaps")}</h2>
      {gaps.length === 0 && <p className="muted">{t("country.noGaps")}</p>}
      <ul className="modules">
        {gaps.slice(0, SHOWN).map((gap) => (
          <li key={gap.key}>
            <span className="gap-words">
              <Link to={`/country/${iso2}/standards/${gap.key}`}>
                {gap.specificArea}: {gap.title}
              </Link>
              <br />
              <span className="muted small">{sentence(cells[gap.key])}</span>
            </span>
            <Remedy iso2={iso2} gap={gap} />
          </li>
        ))}
      </ul>
      {gaps.length > SHOWN && (
        <p className="muted small">{t("country.moreGaps", { count: gaps.length - SHOWN })}</p>
      )}
    </Card>
  );
}

function gapsByUrgency(standards: Gap[], cells: Record<string, DisclosedCell>): Gap[] {
  const urgency = ({ key }: Gap) =>
    cells[key]?.flags.includes("WILL_LAPSE") ? -1 : (cells[key]?.exact?.shortfall ?? 999);
  return standards
    .filter(({ key }) => {
      const cell = cells[key];
      return cell?.status === "not_met" || cell?.flags.includes("WILL_LAPSE");
    })
    .sort((a, b) => urgency(a) - urgency(b));
}

/** Training closes a gap in certified people, a statement with evidence one in milestones. */
function Remedy({ iso2, gap }: { iso2: string; gap: Gap }) {
  const { t } = useTranslation("gap-analysis");
  if (gap.remedy)
    return (
      <Link to={`/catalogue/${gap.remedy}`}>
        {t("country.remedy", { certification: gap.remedy })}
      </Link>
    );
  if ("certification" in gap.rule)
    return (
      <span className="muted">
        {t("country.remedyUnpublished", { certification: gap.rule.certification })}
      </span>
    );
  return <Link to={`/country/${iso2}/milestones`}>{t("country.remedyStatement")}</Link>;
}
