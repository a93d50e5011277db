import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PeopleQuery } from "~/domain/identity/input.server";
import { listPeople } from "~/domain/identity/queries.server";
import { Email, EmptyState, Pagination } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";
import { Form, TextInput } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", query: PeopleQuery },
  async ({ actor, query, t }) => ({
    ...(await listPeople(actor, query)),
    query,
    title: t("identity:people.documentTitle"),
  }),
);

export default function People() {
  const { t } = useTranslation("identity");
  const { people, total, query } = useLoaderData<typeof loader>();
  const search = encodeURIComponent(query.search);
  return (
    <>
      <PageHeader
        title={t("people.title")}
        status={t("people.status", { count: total })}
        action={<LinkButton to="/people/invite">{t("people.invite")}</LinkButton>}
      />
      <Form method="get" inline>
        <TextInput
          name="search"
          label={t("fields.search")}
          defaultValue={query.search}
          type="search"
        />
        <Button variant="secondary">{t("people.search")}</Button>
      </Form>
      <DataTable
        caption={t("people.caption")}
        rows={people}
        rowKey={(person) => person.id}
        exportHref={`/people.csv?search=${search}`}
        empty={<EmptyState title={t("people.emptyTitle")} body={t("people.emptyBody")} />}
        columns={[
          {
            key: "name",
            header: t("people.name"),
            render: (person) => <Link to={`/people/${person.id}`}>{person.fullName}</Link>,
          },
          {
            key: "email",
            header: t("fields.email"),
            render: (person) => <Email address={person.email} />,
          },
          {
            key: "organisation",
            header: t("fields.organisation"),
            render: (person) => person.organisation,
          },
          {
            key: "profession",
            header: t("fields.profession"),
            render: (person) => person.profession,
          },
          { key: "country", header: t("fields.country"), render: (person) => person.country },
        ]}
      />
      <Pagination
        page={query.page}
        pages={Math.ceil(total / 50)}
        href={(page) => `/people?search=${search}&page=${page}`}
      />
    </>
  );
}
