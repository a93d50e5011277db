import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CohortParams, RosterQuery } from "~/domain/cohorts/input.server";
import { getCohortRoster } from "~/domain/cohorts/queries/cohort-roster.server";
import { NOMINATION_STATUSES, ROSTER_SORTS } from "~/domain/cohorts/schema";
import { EmptyState, Pagination } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";
import { CohortHeader } from "~/ui/cohorts/cohort-header";
import { RosterSheet } from "~/ui/cohorts/roster-sheet";
import { RosterTable } from "~/ui/cohorts/roster-table";
import { SeatsLeft } from "~/ui/cohorts/seats-left";
import { Form, Select, TextInput } from "~/ui/form";
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
      <CohortHeader
        cohort={cohort}
        current="roster"
        title={cohort.title}
        status={status}
        action={
          mayManage && (
            <LinkButton to={`/cohorts/${cohort.id}/nominations/new`}>
              {t("roster.nominate")}
            </LinkButton>
          )
        }
      />
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
      <Sort page={page} />
      <Lists page={page} />
      <p>
        <Link to={`/academy/cohorts/${cohort.id}/roster?print=yes`}>{t("roster.print")}</Link>
      </p>
    </>
  );
}

type Change = Partial<Record<"sort" | "page" | "queue", string | number>>;

/** The page as it is, with something else. */
function hrefOf({ cohort, query }: Page, change: Change): string {
  const { print: _print, ...kept } = query;
  const fields = Object.entries({ ...kept, ...change }).flatMap(([name, value]) =>
    value === undefined || value === "" || value === 1 ? [] : [[name, String(value)]],
  );
  const search = new URLSearchParams(fields);
  return `/academy/cohorts/${cohort.id}/roster${search.size > 0 ? `?${search}` : ""}`;
}

function Sort({ page }: { page: Page }) {
  const { t } = useTranslation("nominations");
  return (
    <nav aria-label={t("roster.sort")}>
      <ul className="chips">
        {ROSTER_SORTS.map((sort) => (
          <li key={sort}>
            <Link
              to={hrefOf(page, { sort, page: 1, queue: 1 })}
              aria-current={page.query.sort === sort ? "true" : undefined}
            >
              {t(`roster.sorts.${sort}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
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
      <TextInput name="search" label={t("country.search")} defaultValue={query.search} />
      <input type="hidden" name="sort" value={query.sort} />
      <Button variant="secondary">{t("common.show")}</Button>
    </Form>
  );
}

/** One form around both lists: what is ticked goes to the page of the step that is chosen. */
function Lists({ page }: { page: Page }) {
  const { t } = useTranslation("nominations");
  const { cohort, people, waiting, mayManage, promotes, query } = page;
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
      <Pagination
        page={query.page}
        pages={page.pages}
        href={(number) => hrefOf(page, { page: number })}
      />
      {waiting.length > 0 && (
        <>
          <RosterTable
            caption={t("roster.waitingCaption")}
            rows={waiting}
            pick={mayManage}
            queue
            exportHref={people.length === 0 ? `${base}.csv` : undefined}
          />
          <Pagination
            page={query.queue}
            pages={page.queuePages}
            href={(number) => hrefOf(page, { queue: number })}
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
