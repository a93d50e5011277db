/** The first rows of a file as they were read. */
import { useTranslation } from "react-i18next";
import { letterOf } from "./column-form";

type Sample = { line: number; raw: string[] };

export function SampleTable({ headers, samples }: { headers: string[]; samples: Sample[] }) {
  const { t } = useTranslation("rosters");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll roster-scroll" aria-label={t("columns.sample")} tabIndex={0}>
      <table className="table roster-sample">
        <caption>{t("columns.sample")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("columns.row")}</th>
            {headers.map((heading, column) => (
              <th scope="col" key={letterOf(column)}>
                {heading || t("columns.column", { letter: letterOf(column) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {samples.map(({ line, raw }) => (
            <tr key={line}>
              <th scope="row">{line}</th>
              {headers.map((_heading, column) => (
                <td key={letterOf(column)}>{raw[column]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
