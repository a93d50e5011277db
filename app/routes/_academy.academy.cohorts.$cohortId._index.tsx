import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CohortParams } from "~/domain/cohorts/input.server";
import { getCohortPage } from "~/domain/cohorts/queries/cohort-page.server";
import { Notice } from "~/ui/blocks";
import { LinkButton } from "~/ui/button";
import { CohortActions } from "~/ui/cohorts/cohort-actions";
import { CohortFacts } from "~/ui/cohorts/cohort-facts";
import { CohortHeader } from "~/ui/cohorts/cohort-header";
import { OverlapNotice } from "~/ui/cohorts/overlap-notice";
import { PlacesTable } from "~/ui/cohorts/places-table";
import { formatDay } from "~/ui/format";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams },
  async ({ actor, params, t }) => {
    const page = await getCohortPage(actor, params.cohortId);
    return { ...page, title: t("cohorts:page.documentTitle", { code: page.cohort.code }) };
  },
);

export default function CohortOverview() {
  const { t } = useTranslation("cohorts");
  const { cohort, places, next, overlaps, names, lacksFallback, mayManage } =
    useLoaderData<typeof loader>();
  const isDraft = cohort.state === "draft" || cohort.state === "template";
  const sum = (pick: (row: (typeof places)[number]) => number) =>
    places.reduce((total, row) => total + pick(row), 0);
  const shared = places.find((row) => row.country === null)?.free ?? 0;
  return (
    <>
      <CohortHeader
        cohort={cohort}
        current="overview"
        title={cohort.title}
        status={
          <>
            {cohort.code} ·{" "}
            {t(`page.status.${cohort.state}`, {
              starts: cohort.startsOn && formatDay(cohort.startsOn),
              ends: cohort.endsOn && formatDay(cohort.endsOn),
            })}{" "}
            {next &&
              !isDraft &&
              t("page.next", { what: t(`deadlines.${next.kind}`), on: formatDay(next.on) })}
          </>
        }
        action={mayManage && <MainAction cohort={cohort} />}
      />
      {cohort.cancelReason && (
        <Notice kind="error">{t("page.cancelledBecause", { reason: cohort.cancelReason })}</Notice>
      )}
      {lacksFallback && <Notice kind="warning">{t("page.hurricane")}</Notice>}
      <OverlapNotice overlaps={overlaps} names={names} />
      <p>
        {t(isDraft ? "page.placesDraft" : "page.placesSentence", {
          ...{ seats: cohort.seats, shared, taken: sum((row) => row.taken) },
          free: sum((row) => row.free),
        })}
      </p>
      <PlacesTable places={places} exportHref={`/academy/cohorts/${cohort.id}/places.csv`} />
      <CohortFacts cohort={cohort} />
      {mayManage && <CohortActions cohort={cohort} />}
    </>
  );
}

/** The one step that comes next. */
function MainAction({ cohort }: { cohort: { id: string; state: string } }) {
  const { t } = useTranslation("cohorts");
  const at = `/academy/cohorts/${cohort.id}`;
  if (cohort.state === "draft")
    return <LinkButton to={`${at}/publication`}>{t("page.publish")}</LinkButton>;
  if (cohort.state === "ended")
    return <LinkButton to={`${at}/closure`}>{t("page.close")}</LinkButton>;
  return null;
}
