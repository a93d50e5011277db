import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CohortListQuery } from "~/domain/cohorts/input.server";
import { listAcademyCohorts } from "~/domain/cohorts/queries/cohorts.server";
import { COHORT_STATES } from "~/domain/cohorts/schema";
import { EmptyState, Pagination } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";
import { AcademyNav } from "~/ui/cohorts/academy-nav";
import { CohortTable } from "~/ui/cohorts/cohort-table";
import { Form, Select } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", query: CohortListQuery },
  async ({ actor, query, t }) => ({
    ...(await listAcademyCohorts(actor, query)),
    query,
    title: t("cohorts:list.documentTitle"),
  }),
);

export default function Cohorts() {
  const { t } = useTranslation("cohorts");
  const { cohorts, total, curricula, query, mayCreate } = useLoaderData<typeof loader>();
  const filter = `state=${query.state ?? ""}&curriculum=${encodeURIComponent(query.curriculum ?? "")}`;
  const action = mayCreate && <LinkButton to="/academy/cohorts/new">{t("home.new")}</LinkButton>;
  return (
    <>
      <PageHeader
        title={t("list.title")}
        status={t("list.status", { count: total })}
        action={action}
      />
      <AcademyNav current="cohorts" />
      <Form method="get" inline>
        <Select
          name="state"
          label={t("list.state")}
          placeholder={t("list.anyState")}
          defaultValue={query.state}
          options={COHORT_STATES.map((state) => ({ value: state, label: t(`states.${state}`) }))}
        />
        <Select
          name="curriculum"
          label={t("list.curriculum")}
          placeholder={t("list.anyCurriculum")}
          defaultValue={query.curriculum}
          options={curricula.map(({ key, title }) => ({ value: key, label: title }))}
        />
        <Button variant="secondary">{t("list.apply")}</Button>
      </Form>
      <CohortTable
        caption={t("list.caption")}
        rows={cohorts}
        exportHref={`/academy/cohorts.csv?${filter}`}
        empty={<EmptyState title={t("list.emptyTitle")} body={t("list.emptyBody")} />}
      />
      <Pagination
        page={query.page}
        pages={Math.ceil(total / 50)}
        href={(page) => `/academy/cohorts?${filter}&page=${page}`}
      />
    </>
  );
}
