import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { MatrixQuery } from "~/domain/gap-analysis/input.server";
import { getMatrix } from "~/domain/gap-analysis/queries.server";
import { canSeeRegionalCounts } from "~/domain/reporting/policy";
import { Card } from "~/ui/blocks";
import { LinkButton } from "~/ui/button";
import { formatDay } from "~/ui/format";
import { shownStatus, useCellSentence } from "~/ui/gap-analysis/cell";
import { Legend, Matrix, MatrixLists } from "~/ui/gap-analysis/matrix";
import { PageHeader } from "~/ui/page-header";
import { StatusBadge } from "~/ui/status-badge";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", query: MatrixQuery },
  async ({ actor, query, t }) => {
    const matrix = await getMatrix(actor);
    const mayCount = canSeeRegionalCounts(actor);
    return { ...matrix, query, mayCount, title: t("gap-analysis:matrix.documentTitle") };
  },
);

export default function RegionalMatrix() {
  const { t } = useTranslation("gap-analysis");
  const {
    standards: all,
    places: everywhere,
    release,
    query,
    mayCount,
  } = useLoaderData<typeof loader>();
  const areas = [...new Map(all.map((s) => [s.priorityArea, s.area]))];
  const standards = all.filter((s) => !query.area || s.priorityArea === query.area);
  const places = everywhere.filter(
    (place) => query.members === "all" || place.caricomStatus === "full_member",
  );
  const link = (changes: Record<string, string>) =>
    `/region/matrix?${new URLSearchParams({ area: query.area, members: query.members, ...changes })}`;
  const statuses = places.flatMap((place) => standards.map((s) => shownStatus(place.cells[s.key])));
  const count = (wanted: string[]) => statuses.filter((status) => wanted.includes(status)).length;
  return (
    <>
      <PageHeader
        title={t("matrix.title")}
        status={`${t("matrix.status", { met: count(["met"]), notMet: count(["not_met"]), unknown: count(["unknown", "likely"]), total: statuses.length })} ${release ? t("matrix.released", { day: formatDay(release.asOfOn), number: release.number }) : t("matrix.notReleased")}`}
        action={
          <LinkButton to="/region/releases" variant="secondary">
            {t("matrix.releases")}
          </LinkButton>
        }
      />
      <nav aria-label={t("matrix.areas")}>
        <ul className="chips">
          <li>
            <Link to={link({ area: "" })} aria-current={query.area === "" ? "true" : undefined}>
              {t("matrix.allAreas")}
            </Link>
          </li>
          {areas.map(([key, name]) => (
            <li key={key}>
              <Link to={link({ area: key })} aria-current={query.area === key ? "true" : undefined}>
                {name}
              </Link>
            </li>
          ))}
          <li>
            <Link to={link({ members: query.members === "all" ? "full_member" : "all" })}>
              {t(query.members === "all" ? "matrix.members" : "matrix.all")}
            </Link>
          </li>
        </ul>
      </nav>
      <SelectedCell closeHref={link({})} />
      <Matrix
        standards={standards}
        places={places}
        href={(country, standard) => link({ cell: `${country}.${standard}` })}
      />
      <MatrixLists
        standards={standards}
        places={places}
        href={(country, standard) => link({ cell: `${country}.${standard}` })}
      />
      <Legend />
      <p className="muted small">{t("matrix.proposed")}</p>
      <div className="table-actions">
        <a href="/region/matrix.csv">{t("common:table.export")}</a>
        {mayCount && <Link to="/region/training-counts">{t("counts:training.title")}</Link>}
      </div>
    </>
  );
}

function SelectedCell({ closeHref }: { closeHref: string }) {
  const { t } = useTranslation("gap-analysis");
  const sentence = useCellSentence();
  const { standards, places, query } = useLoaderData<typeof loader>();
  if (!query.cell) return null;
  const [iso2 = "", key = ""] = query.cell.split(".");
  const place = places.find((candidate) => candidate.iso2 === iso2);
  const standard = standards.find((candidate) => candidate.key === key);
  if (!place || !standard) return null;
  const cell = place.cells[key];
  return (
    <Card lead>
      <h2>
        {place.name}: {standard.specificArea}
      </h2>
      <p className="statused">
        <StatusBadge status={shownStatus(cell)} />{" "}
        <span>
          {standard.title}. {sentence(cell)}
        </span>
      </p>
      {cell?.flags.map((flag) => (
        <p key={flag}>{t(`flags.${flag}`)}</p>
      ))}
      <p className="row">
        {place.live && <Link to={`/country/${iso2}/standards/${key}`}>{t("matrix.open")}</Link>}
        <Link to={closeHref}>{t("matrix.close")}</Link>
      </p>
    </Card>
  );
}
