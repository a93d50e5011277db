import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CountryNominationsQuery, CountryParams } from "~/domain/cohorts/input.server";
import { getCountryNominations } from "~/domain/cohorts/queries/country-nominations.server";
import { NOMINATION_STATUSES } from "~/domain/cohorts/schema";
import { EmptyState, Pagination } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";
import { NominationBadge } from "~/ui/cohorts/nomination-badge";
import { Pick } from "~/ui/cohorts/pick";
import { Form, Select, TextInput } from "~/ui/form";
import { formatDay } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: CountryParams, query: CountryNominationsQuery },
  async ({ actor, params, query, request, t }) => {
    const page = await getCountryNominations(actor, params.iso2, query);
    const country = page.country.name;
    const { search } = new URL(request.url);
    return { ...page, query, search, title: t("nominations:country.documentTitle", { country }) };
  },
);

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

export default function CountryNominations() {
  const { t } = useTranslation("nominations");
  const page = useLoaderData<typeof loader>();
  const { country, counts, query } = page;
  const waiting = counts.requested ?? 0;
  return (
    <>
      <PageHeader
        title={t("country.title")}
        status={
          waiting > 0
            ? t("country.status", { count: waiting, country: country.name })
            : t("country.statusNone", { country: country.name })
        }
        breadcrumbs={[
          { label: country.name, to: `/country/${country.iso2}` },
          { label: t("country.title") },
        ]}
        action={<LinkButton to="/training">{t("country.calendar")}</LinkButton>}
      />
      <p>
        <Link to={`/country/${country.iso2}/rosters`}>{t("rosters:list.fromFile")}</Link>
      </p>
      <Filter page={page} />
      <form method="get" action={`/country/${country.iso2}/nominations/decisions`} className="bulk">
        <List page={page} />
        {page.nominations.some(needsDecision) && (
          <div className="bulk-bar">
            <Button>{t("country.decideChosen")}</Button>
            <p className="small muted">{t("country.chosenHint")}</p>
          </div>
        )}
      </form>
      <Pagination page={query.page} pages={page.pages} href={(number) => hrefOf(page, number)} />
    </>
  );
}

const needsDecision = ({ waitsFor }: Page["nominations"][number]) => waitsFor.includes("ncpoc");

function hrefOf({ search }: Page, number: number): string {
  const query = new URLSearchParams(search);
  query.set("page", String(number));
  return `?${query}`;
}

function Filter({ page: { counts, cohorts, query } }: { page: Page }) {
  const { t } = useTranslation("nominations");
  return (
    <Form method="get" inline>
      <Select
        name="status"
        label={t("common.status")}
        placeholder={t("common.all")}
        defaultValue={query.status}
        options={NOMINATION_STATUSES.map((status) => ({
          value: status,
          label: `${t(`status.${status}`)} (${counts[status] ?? 0})`,
        }))}
      />
      <Select
        name="cohort"
        label={t("common.training")}
        placeholder={t("common.all")}
        defaultValue={query.cohort}
        options={cohorts.map(({ id, code, title }) => ({ value: id, label: `${code}: ${title}` }))}
      />
      <TextInput name="search" label={t("country.search")} defaultValue={query.search} />
      <Button variant="secondary">{t("common.show")}</Button>
    </Form>
  );
}

function List({ page: { nominations, country, search } }: { page: Page }) {
  const { t } = useTranslation("nominations");
  return (
    <DataTable
      caption={t("country.caption")}
      rows={nominations}
      rowKey={(row) => row.id}
      exportHref={`/country/${country.iso2}/nominations.csv${search}`}
      empty={<EmptyState title={t("country.emptyTitle")} body={t("country.emptyBody")} />}
      columns={[
        {
          key: "name",
          header: t("common.name"),
          render: (row) =>
            needsDecision(row) ? <Pick id={row.id}>{row.fullName}</Pick> : row.fullName,
        },
        {
          key: "training",
          header: t("common.training"),
          render: (row) => (
            <div>
              <Link to={`/cohorts/${row.cohortId}`}>{row.cohort}</Link>
              <span className="small muted aside">{row.academy}</span>
            </div>
          ),
        },
        {
          key: "starts",
          header: t("country.starts"),
          render: (row) => row.startsOn && formatDay(row.startsOn),
        },
        { key: "profession", header: t("common.profession"), render: (row) => row.profession },
        {
          key: "status",
          header: t("common.status"),
          render: (row) => <Standing row={row} />,
        },
        {
          key: "details",
          header: t("offer.details"),
          render: (row) => (
            <Link to={`/nominations/${row.id}`}>
              {t("offer.details")}
              <span className="visually-hidden"> {row.fullName}</span>
            </Link>
          ),
        },
      ]}
    />
  );
}

function Standing({ row }: { row: Page["nominations"][number] }) {
  const { t } = useTranslation("nominations");
  return (
    <div>
      <NominationBadge status={row.status} />
      {needsDecision(row) && <strong className="small aside">{t("country.needsYou")}</strong>}
      {row.waitsFor.includes("line_manager") && (
        <span className="small muted aside">{t("country.waitsForManager")}</span>
      )}
    </div>
  );
}
