import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CohortParams, RosterQuery } from "~/domain/cohorts/input.server";
import { getCohortRoster } from "~/domain/cohorts/queries/cohort-roster.server";
import { NOMINATION_STATUSES } from "~/domain/cohorts/schema";
import { EmptyState } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";
import { CohortTabs } from "~/ui/cohorts/cohort-tabs";
import { RosterSheet } from "~/ui/cohorts/roster-sheet";
import { RosterTable } from "~/ui/cohorts/roster-table";
import { SeatsLeft } from "~/ui/cohorts/seats-left";
import { Form, Select } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams, query: RosterQuery },
  async ({ actor, params, query, t }) => {
    const roster = await getCohortRoster(actor, params.cohortId, query);
    return { ...roster, query, title: t("nominations:roster.documentTitle", roster.cohort) };
  },
);

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Roster() {
  const { t } = useTranslation("nominations");
  const page = useLoaderData<typeof loader>();
  const { cohort, counts, query, mayManage } = page;
  const status = t("roster.status", {
    ...{ booked: 0, waitlisted: 0, requested: 0 },
    ...{ ...counts, seats: cohort.seats },
  });
  if (query.print)
    return (
      <RosterSheet cohort={cohort} people={page.people} waiting={page.waiting} status={status} />
    );
  return (
    <>
      <PageHeader
        title={cohort.title}
        status={status}
        breadcrumbs={[
          { label: t("offer.trainings"), to: "/academy/cohorts" },
          { label: cohort.code, to: `/academy/cohorts/${cohort.id}` },
          { label: t("roster.title") },
        ]}
        action={
          mayManage && (
            <LinkButton to={`/cohorts/${cohort.id}/nominations/new`}>
              {t("roster.nominate")}
            </LinkButton>
          )
        }
      />
      <CohortTabs cohortId={cohort.id} current="roster" />
      <h2>{t("roster.quota")}</h2>
      <SeatsLeft
        places={page.places}
        detail
        releaseHref={
          mayManage
            ? (country) => `/cohorts/${cohort.id}/quota-release?country=${country}`
            : undefined
        }
      />
      <Filter page={page} />
      <Lists page={page} />
      <p>
        <Link to={`/academy/cohorts/${cohort.id}/roster?print=yes`}>{t("roster.print")}</Link>
      </p>
    </>
  );
}

function Filter({ page: { counts, countries, query } }: { page: Page }) {
  const { t } = useTranslation("nominations");
  return (
    <Form method="get" inline>
      <Select
        name="status"
        label={t("common.status")}
        placeholder={t("common.all")}
        defaultValue={query.status}
        options={NOMINATION_STATUSES.map((value) => ({
          value,
          label: `${t(`status.${value}`)} (${counts[value] ?? 0})`,
        }))}
      />
      <Select
        name="country"
        label={t("common.country")}
        placeholder={t("common.all")}
        defaultValue={query.country}
        options={countries.map(([value, label]) => ({ value, label }))}
      />
      <Button variant="secondary">{t("common.show")}</Button>
    </Form>
  );
}

/** One form around both lists: what is ticked goes to the page of the step that is chosen. */
function Lists({ page }: { page: Page }) {
  const { t } = useTranslation("nominations");
  const { cohort, people, waiting, mayManage, promotes } = page;
  const base = `/academy/cohorts/${cohort.id}/roster`;
  if (people.length + waiting.length === 0)
    return <EmptyState title={t("roster.emptyTitle")} body={t("roster.emptyBody")} />;
  return (
    <form method="get" action={`${base}/withdrawals`} className="bulk">
      {people.length > 0 && (
        <RosterTable
          caption={t("roster.caption")}
          rows={people}
          pick={mayManage}
          exportHref={`${base}.csv`}
        />
      )}
      {waiting.length > 0 && (
        <>
          <RosterTable
            caption={t("roster.waitingCaption")}
            rows={waiting}
            pick={mayManage}
            queue
            exportHref={people.length === 0 ? `${base}.csv` : undefined}
          />
          <p className="muted">{t(`roster.rule.${promotes ? cohort.promotionRule : "stopped"}`)}</p>
        </>
      )}
      {mayManage && (
        <div className="bulk-bar">
          <p>{t("roster.bulk")}</p>
          <Button variant="secondary">{t("roster.withdraw")}</Button>
          <Button variant="secondary" formAction={`${base}/transfers`}>
            {t("roster.transfer")}
          </Button>
          {!promotes && (
            <Button variant="secondary" formAction={`${base}/promotions`}>
              {t("roster.promote")}
            </Button>
          )}
        </div>
      )}
    </form>
  );
}
