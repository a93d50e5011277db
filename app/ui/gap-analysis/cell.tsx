/** A cell of the matrix in icon and short figure, and as a sentence. */
import { useTranslation } from "react-i18next";
import type { Cell, DisclosedCell } from "~/domain/gap-analysis/schema";
import { type Status, statusTone } from "~/ui/status-badge";

/** One character per state: a matrix has a thousand cells, too many for drawings. */
const GLYPHS: Partial<Record<Status, string>> = {
  met: "✓",
  likely: "≈",
  not_met: "✕",
  not_applicable: "–",
};

export const shownStatus = (cell: DisclosedCell | undefined): Status =>
  cell?.likely ? "likely" : (cell?.status ?? "unknown");

/** "9/14", "≈ 65 %", "≥": as much as the viewer may know. */
export function useFigure() {
  const { t } = useTranslation("gap-analysis");
  return (cell: DisclosedCell | undefined): string => {
    if (cell?.exact?.numerator != null && cell.exact.denominator)
      return `${cell.exact.numerator}/${cell.exact.denominator.value}`;
    if (cell?.exact?.numerator != null)
      return cell.exact.required === null
        ? String(cell.exact.numerator)
        : `${cell.exact.numerator}/${cell.exact.required}`;
    if (!cell?.band) return "";
    return t([`band.${cell.band}`, "band.percent"], { percent: cell.band });
  };
}

export function CellMark({ cell, label }: { cell: DisclosedCell | undefined; label: string }) {
  const figure = useFigure();
  const status = shownStatus(cell);
  return (
    <span className={`cell tone-${statusTone(status)}`} title={label}>
      <span aria-hidden="true">{GLYPHS[status] ?? "?"}</span>
      <span className="visually-hidden">{label} </span>
      {figure(cell)}
    </span>
  );
}

/** What is missing and what is about to change; nothing is said about what is none. */
const movement = (exact: Cell): [string, number][] =>
  (
    [
      ["short", exact.shortfall ?? 0],
      ["expiring90", exact.expiring90],
      ["expiring180", exact.expiring180 > exact.expiring90 ? exact.expiring180 : 0],
      ["lapsed", exact.lapsed],
    ] satisfies [string, number][]
  ).filter(([, count]) => count > 0);

/** What a cell says, in words; how many of a figure are only extended is never left out. */
export function useCellSentence() {
  const { t } = useTranslation("gap-analysis");
  const sentence = useBareSentence();
  return (cell: DisclosedCell | undefined): string => {
    const { extended: count = 0, numerator: n } = cell?.exact ?? {};
    const said = sentence(cell);
    return count > 0 && n != null ? `${said} ${t("sentence.extended", { n, count })}` : said;
  };
}

function useBareSentence() {
  const { t } = useTranslation("gap-analysis");
  return (cell: DisclosedCell | undefined): string => {
    if (!cell) return t("sentence.not_released");
    const { exact } = cell;
    if (!exact)
      return t(`sentence.foreign_${cell.status}`, {
        band: cell.band ? t([`band.${cell.band}`, "band.percent"], { percent: cell.band }) : "",
      });
    if (exact.numerator !== null && (exact.denominator || exact.required !== null))
      return [
        t(exact.denominator ? "sentence.coverage" : "sentence.count", {
          n: exact.numerator,
          value: exact.denominator?.value,
          required: exact.required,
        }),
        ...movement(exact).map(([key, count]) => t(`sentence.${key}`, { count })),
      ].join(" ");
    if (exact.numerator !== null) return t("sentence.no_posts", { count: exact.numerator });
    return t(`sentence.plain_${cell.status}`);
  };
}
