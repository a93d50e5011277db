import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { invitePerson } from "~/domain/identity/commands.server";
import { InvitePersonInput } from "~/domain/identity/input.server";
import { getInvitationChoices } from "~/domain/identity/queries.server";
import { Button } from "~/ui/button";
import { Form, Select, TextInput } from "~/ui/form";
import { formatDay } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader({ access: "signed-in" }, async ({ actor, t }) => ({
  ...(await getInvitationChoices(actor)),
  title: t("identity:invite.documentTitle"),
}));

export const action = defineAction(
  { access: "signed-in", form: InvitePersonInput },
  async ({ actor, form }) => {
    await invitePerson(actor, form);
    return redirectWith("/people/invite", "invited");
  },
);

export default function InvitePerson() {
  const { t } = useTranslation("identity");
  const { organisations, professions, invitations } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={t("invite.title")}
        status={t("invite.status")}
        breadcrumbs={[{ label: t("people.title"), to: "/people" }, { label: t("invite.title") }]}
      />
      <Form refusal={refusal} namespace="identity">
        <TextInput name="fullName" label={t("fields.fullName")} autoComplete="off" />
        <TextInput name="email" type="email" label={t("fields.email")} autoComplete="off" />
        <Select
          name="organisationId"
          label={t("fields.organisation")}
          placeholder={t("common:form.choose")}
          options={organisations.map((o) => ({ value: o.id, label: `${o.name} (${o.country})` }))}
        />
        <Select
          name="professionKey"
          label={t("fields.profession")}
          placeholder={t("common:form.choose")}
          options={professions.map((p) => ({ value: p.key, label: p.name }))}
        />
        <div>
          <Button>{t("invite.submit")}</Button>
        </div>
      </Form>
      {invitations.length > 0 && (
        <>
          <br />
          <DataTable
            caption={t("invite.sentTitle")}
            rows={invitations}
            rowKey={(invitation) => invitation.id}
            columns={[
              {
                key: "name",
                header: t("fields.fullName"),
                render: (invitation) => invitation.fullName,
              },
              { key: "email", header: t("fields.email"), render: (invitation) => invitation.email },
              {
                key: "sent",
                header: t("person.from"),
                render: (invitation) => formatDay(invitation.invitedAt),
              },
              {
                key: "state",
                header: t("invite.state"),
                render: (invitation) =>
                  invitation.acceptedAt ? t("invite.accepted") : t("invite.waiting"),
              },
            ]}
          />
        </>
      )}
    </>
  );
}
