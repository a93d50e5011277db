/** Countries down, standards across, grouped by priority area; on a phone one country at a time as a list. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { DisclosedCell } from "~/domain/gap-analysis/schema";
import { StatusBadge } from "~/ui/status-badge";
import { CellMark, shownStatus, useFigure } from "./cell";

export type MatrixStandard = {
  key: string;
  priorityArea: string;
  area: string;
  specificArea: string;
  title: string;
};
export type MatrixPlace = {
  iso2: string;
  name: string;
  live: boolean;
  cells: Record<string, DisclosedCell>;
};

type MatrixProps = {
  standards: MatrixStandard[];
  places: MatrixPlace[];
  href?: (country: string, standard: string) => string;
};

export function Matrix({ standards, places, href }: MatrixProps) {
  const { t } = useTranslation(["gap-analysis", "common"]);
  const areas = groupByArea(standards);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keyboard (WCAG 2.1.1)
    <section className="matrix-scroll wide" aria-label={t("matrix.caption")} tabIndex={0}>
      <table className="matrix">
        <caption className="visually-hidden">
          {t(href ? "matrix.captionWithKeys" : "matrix.caption")}
        </caption>
        <thead>
          <tr>
            <td />
            {areas.map((area) => (
              <th key={area.key} scope="colgroup" colSpan={area.standards.length}>
                {area.key}. {area.name}
              </th>
            ))}
          </tr>
          <tr>
            <th scope="col">{t("matrix.country")}</th>
            {standards.map((standard) => (
              <th key={standard.key} scope="col" className="matrix-standard">
                <span
                  className="matrix-name"
                  title={`${standard.key} ${standard.specificArea}: ${standard.title}`}
                >
                  {standard.key.slice(3)} {standard.specificArea}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <tr key={place.iso2}>
              <th scope="row">
                {place.name}
                {place.live && <span className="muted small"> {t("matrix.live")}</span>}
              </th>
              {standards.map((standard) => {
                const cell = place.cells[standard.key];
                const label = `${place.name}, ${standard.specificArea}: ${t(`common:status.${shownStatus(cell)}`)}`;
                const mark = <CellMark cell={cell} label={label} />;
                return (
                  <td key={standard.key}>
                    {href ? <Link to={href(place.iso2, standard.key)}>{mark}</Link> : mark}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {href && <script type="module" src="/build/arrow-keys.js" />}
    </section>
  );
}

function groupByArea(standards: MatrixStandard[]) {
  const areas: { key: string; name: string; standards: MatrixStandard[] }[] = [];
  for (const standard of standards) {
    const last = areas.at(-1);
    if (last?.key === standard.priorityArea) last.standards.push(standard);
    else areas.push({ key: standard.priorityArea, name: standard.area, standards: [standard] });
  }
  return areas;
}

/** The same cells as lists, one closed group per country: for narrow screens. */
export function MatrixLists({ standards, places, href }: MatrixProps) {
  const figure = useFigure();
  return (
    <div className="matrix-lists">
      {places.map((place) => (
        <details key={place.iso2} className="card">
          <summary>{place.name}</summary>
          <ul className="modules">
            {standards.map((standard) => (
              <li key={standard.key}>
                <span>
                  {href ? (
                    <Link to={href(place.iso2, standard.key)}>{standard.specificArea}</Link>
                  ) : (
                    standard.specificArea
                  )}
                  <br />
                  <span className="muted small">{standard.title}</span>
                </span>
                <span className="row">
                  {figure(place.cells[standard.key])}{" "}
                  <StatusBadge status={shownStatus(place.cells[standard.key])} />
                </span>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </div>
  );
}

export function Legend() {
  const { t } = useTranslation("gap-analysis");
  return (
    <section className="small" aria-label={t("legend.label")}>
      <ul className="legend">
        {(["met", "likely", "not_met", "unknown"] as const).map((status) => (
          <li key={status} className="statused">
            <StatusBadge status={status} /> <span>{t(`legend.${status}`)}</span>
          </li>
        ))}
      </ul>
      <p className="muted">{t("legend.figures")}</p>
    </section>
  );
}
