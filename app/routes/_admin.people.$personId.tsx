import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { grantRole } from "~/domain/identity/commands.server";
import { GrantRoleInput } from "~/domain/identity/input.server";
import { getPerson } from "~/domain/identity/queries.server";
import { ROLES } from "~/domain/kernel/permissions";
import { listCountries, listOrganisations } from "~/domain/organisations/queries.server";
import { Card } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Form, Select } from "~/ui/form";
import { formatDay } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

const Params = z.object({ personId: z.uuid() });

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: Params },
  async ({ actor, params, t }) => {
    const found = await getPerson(actor, params.personId);
    const choices = found.mayGrant
      ? { countries: await listCountries(), organisations: await listOrganisations() }
      : null;
    return { ...found, choices, title: t("identity:person.documentTitle") };
  },
);

export const action = defineAction(
  { access: "signed-in", params: Params, form: GrantRoleInput },
  async ({ actor, params, form }) => {
    await grantRole(actor, params.personId, form);
    return redirectWith(`/people/${params.personId}`, "roleGranted");
  },
);

export default function Person() {
  const { t } = useTranslation(["identity", "practicals"]);
  const { person, postings, grants, choices } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={person.fullName}
        status={person.email}
        breadcrumbs={[{ label: t("people.title"), to: "/people" }, { label: person.fullName }]}
      />
      <DataTable
        caption={t("person.postings")}
        rows={postings}
        rowKey={(posting) => `${posting.organisation}${String(posting.startsOn)}`}
        columns={[
          {
            key: "profession",
            header: t("fields.profession"),
            render: (posting) => posting.profession,
          },
          {
            key: "organisation",
            header: t("fields.organisation"),
            render: (posting) => posting.organisation,
          },
          {
            key: "from",
            header: t("person.from"),
            render: (posting) => formatDay(posting.startsOn),
          },
          {
            key: "to",
            header: t("person.to"),
            render: (posting) => (posting.endsOn ? formatDay(posting.endsOn) : t("person.present")),
          },
          {
            key: "supervisor",
            header: t("practicals:supervisor.column"),
            render: (posting) => <LineManager posting={posting} personId={person.id} />,
          },
        ]}
      />
      <DataTable
        caption={t("person.roles")}
        rows={grants}
        rowKey={(grant) => grant.id}
        empty={<p className="muted">{t("person.noRoles")}</p>}
        columns={[
          { key: "role", header: t("fields.role"), render: (grant) => t(`roles.${grant.role}`) },
          {
            key: "scope",
            header: t("person.scope"),
            render: (grant) => grant.organisation ?? grant.country ?? t("person.regional"),
          },
          ...(choices
            ? [
                {
                  key: "end",
                  header: t("person.end"),
                  render: (grant: { id: string }) => (
                    <form method="post" action={`/people/role-grants/${grant.id}/end`}>
                      <input type="hidden" name="reason" value="ended by an administrator" />
                      <Button variant="quiet">{t("person.end")}</Button>
                    </form>
                  ),
                },
              ]
            : []),
        ]}
      />
      {choices && (
        <Card>
          <h2>{t("person.grant")}</h2>
          <Form refusal={refusal} namespace="identity">
            <Select
              name="role"
              label={t("fields.role")}
              options={ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
            />
            <Select
              name="country"
              label={t("fields.country")}
              placeholder={t("common:form.choose")}
              options={choices.countries.map((c) => ({ value: c.iso2, label: c.name }))}
            />
            <Select
              name="organisationId"
              label={t("fields.organisation")}
              placeholder={t("common:form.choose")}
              options={choices.organisations.map((o) => ({ value: o.id, label: o.name }))}
            />
            <div>
              <Button>{t("person.grant")}</Button>
            </div>
          </Form>
        </Card>
      )}
    </>
  );
}

type LineManagerProps = {
  personId: string;
  posting: {
    id: string;
    supervisor: string | null;
    hasSupervisor: boolean;
    maySetSupervisor: boolean;
  };
};

function LineManager({ posting, personId }: LineManagerProps) {
  const { t } = useTranslation("practicals");
  const { id, supervisor, hasSupervisor, maySetSupervisor } = posting;
  return (
    <>
      {supervisor ?? t(hasSupervisor ? "supervisor.hidden" : "supervisor.none")}{" "}
      {maySetSupervisor && (
        <Link to={`/people/${personId}/supervisor?posting=${id}`}>
          {t(hasSupervisor ? "supervisor.change" : "supervisor.set")}
          <span className="visually-hidden"> {t("supervisor.title")}</span>
        </Link>
      )}
    </>
  );
}
