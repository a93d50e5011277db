import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CountryParams } from "~/domain/gap-analysis/input.server";
import { getCountryPage } from "~/domain/gap-analysis/queries.server";
import { Card } from "~/ui/blocks";
import { formatDay } from "~/ui/format";
import { shownStatus, useFigure } from "~/ui/gap-analysis/cell";
import { Forecast } from "~/ui/gap-analysis/forecast";
import { Gaps } from "~/ui/gap-analysis/gaps";
import { PageHeader } from "~/ui/page-header";
import { StatusBadge } from "~/ui/status-badge";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: CountryParams },
  async ({ actor, params, t }) => {
    const page = await getCountryPage(actor, params.iso2);
    return { ...page, title: t("gap-analysis:country.documentTitle", page) };
  },
);

export default function Country() {
  const { t } = useTranslation("gap-analysis");
  const { iso2, name, on, standards, cells, forecast, mayState } = useLoaderData<typeof loader>();
  const figure = useFigure();
  const count = (wanted: string[]) =>
    standards.filter((s) => wanted.includes(shownStatus(cells[s.key]))).length;
  const [met, notMet, unknown] = [count(["met"]), count(["not_met"]), count(["unknown", "likely"])];
  return (
    <>
      <PageHeader
        title={t("country.title", { name })}
        status={t("country.status", { met, notMet, unknown, day: formatDay(on) })}
      />
      <div className="counts">
        <Count status="met" value={met} />
        <Count status="not_met" value={notMet} />
        <Count status="unknown" value={unknown} />
      </div>
      <nav aria-label={t("country.sections")}>
        <ul className="chips">
          <li>
            <Link to={`/country/${iso2}/workforce`}>{t("country.workforce")}</Link>
          </li>
          <li>
            <Link to={`/country/${iso2}/milestones`}>{t("country.milestones")}</Link>
          </li>
          <li>
            <Link to={`/country/${iso2}/awards`}>{t("country.awards")}</Link>
          </li>
          <li>
            <Link to={`/country/${iso2}/hardship`}>{t("country.hardship")}</Link>
          </li>
          {mayState && (
            <>
              <li>
                <Link to={`/country/${iso2}/nominations`}>{t("common:nav.nominations")}</Link>
              </li>
              <li>
                <Link to={`/country/${iso2}/rosters`}>{t("rosters:list.countryTitle")}</Link>
              </li>
            </>
          )}
          <li>
            <Link to={`/country/${iso2}/training-counts`}>{t("counts:training.title")}</Link>
          </li>
          <li>
            <Link to={`/country/${iso2}/trainers`}>{t("counts:bench.title")}</Link>
          </li>
        </ul>
      </nav>
      <Gaps iso2={iso2} standards={standards} cells={cells} />
      {forecast && (
        <Forecast
          certification={forecast.certification}
          required={forecast.required}
          months={forecast.months}
          from={on}
        />
      )}
      <div className="columns">
        <Changes />
        <Tasks />
      </div>
      <h2>{t("country.standards")}</h2>
      <DataTable
        caption={t("country.standards")}
        rows={standards}
        rowKey={(standard) => standard.key}
        exportHref={`/country/${iso2}/standards.csv`}
        columns={[
          {
            key: "standard",
            header: t("country.standard"),
            render: (s) => (
              <Link
                to={`/country/${iso2}/standards/${s.key}`}
              >{`${s.key} ${s.specificArea}: ${s.title}`}</Link>
            ),
          },
          {
            key: "figure",
            header: t("country.figure"),
            numeric: true,
            render: (s) => figure(cells[s.key]),
          },
          {
            key: "state",
            header: t("country.state"),
            render: (s) => <StatusBadge status={shownStatus(cells[s.key])} />,
          },
        ]}
      />
    </>
  );
}

const Count = ({ status, value }: { status: "met" | "not_met" | "unknown"; value: number }) => (
  <div className="count">
    <strong>{value}</strong>
    <StatusBadge status={status} />
  </div>
);

function Changes() {
  const { t } = useTranslation(["gap-analysis", "common"]);
  const { changed, release } = useLoaderData<typeof loader>();
  if (!release) return null;
  return (
    <Card>
      <h2>{t("country.changes", { number: release.number })}</h2>
      {changed.length === 0 && <p className="muted">{t("country.noChanges")}</p>}
      <ul>
        {changed.map((change) => (
          <li key={change.key}>
            {change.title}:{" "}
            {t("country.from", {
              before: t(`common:status.${change.before}`),
              now: t(`common:status.${change.now}`),
            })}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Missing inputs as things to do. */
function Tasks() {
  const { t } = useTranslation("gap-analysis");
  const { iso2, standards, cells } = useLoaderData<typeof loader>();
  const open = standards.filter((s) =>
    cells[s.key]?.flags.some((flag) =>
      ["DEN_MISSING", "DEN_STALE", "DEN_LT_NUM", "EVIDENCE_MISSING", "EVIDENCE_STALE"].includes(
        flag,
      ),
    ),
  );
  return (
    <Card>
      <h2>{t("country.tasks")}</h2>
      {open.length === 0 && <p className="muted">{t("country.noTasks")}</p>}
      <ul>
        {open.slice(0, 12).map((s) => (
          <li key={s.key}>
            <Link
              to={`/country/${iso2}/${s.kind === "training_coverage" ? "workforce" : "milestones"}`}
            >
              {s.specificArea}
            </Link>
            : {cells[s.key]?.flags.map((flag) => t(`flags.${flag}`)).join(" ")}
          </li>
        ))}
      </ul>
    </Card>
  );
}
