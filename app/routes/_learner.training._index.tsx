import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CalendarQuery } from "~/domain/cohorts/input.server";
import { getRegionalCalendar } from "~/domain/cohorts/queries/regional-calendar.server";
import { EmptyState } from "~/ui/blocks";
import { CalendarFilters } from "~/ui/cohorts/calendar-filters";
import { CalendarMonths } from "~/ui/cohorts/calendar-months";
import { PageHeader } from "~/ui/page-header";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", query: CalendarQuery },
  async ({ actor, query, t, request }) => ({
    ...(await getRegionalCalendar(actor, query)),
    query,
    search: new URL(request.url).search,
    title: t("cohorts:calendar.documentTitle"),
  }),
);

export default function Training() {
  const { t } = useTranslation("cohorts");
  const { entries, choices, countryName, query, search, ...may } = useLoaderData<typeof loader>();
  const counted = t("calendar.status", { count: entries.length });
  return (
    <>
      <PageHeader
        title={t("calendar.title")}
        status={`${counted} ${t(may.regional ? "calendar.statusRegion" : "calendar.statusMine", { country: countryName })}`}
      />
      <div className="calendar-filters">
        <CalendarFilters choices={choices} query={query} />
      </div>
      {entries.length === 0 && (
        <EmptyState title={t("calendar.emptyTitle")} body={t("calendar.emptyBody")} />
      )}
      <CalendarMonths entries={entries} choices={choices} countryName={countryName} />
      <div className="table-actions calendar-foot">
        {may.maySeeOverlaps && <Link to="/training/overlaps">{t("calendar.seeOverlaps")}</Link>}
        {may.mayRecordOffers && <Link to="/academy/offers">{t("calendar.seeOffers")}</Link>}
        {may.mayGrantDelivery && <Link to="/admin/delivery-rights">{t("rights.title")}</Link>}
        {entries.length > 0 && <a href={`/training.csv${search}`}>{t("calendar.export")}</a>}
      </div>
    </>
  );
}
