import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { setSupervisor } from "~/domain/identity/commands/set-supervisor.server";
import { SupervisorForm } from "~/domain/identity/input.server";
import { getPosting } from "~/domain/identity/queries.server";
import { Button } from "~/ui/button";
import { Form, TextInput } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

const Params = z.object({ personId: z.uuid() });

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: Params, query: z.object({ posting: z.string().optional() }) },
  async ({ actor, params, query, t }) => ({
    ...(await getPosting(actor, params.personId, query.posting ?? null)),
    documentTitle: t("practicals:supervisor.documentTitle"),
  }),
);

export const action = defineAction(
  { access: "signed-in", params: Params, form: SupervisorForm },
  async ({ actor, params, form }) => {
    await setSupervisor(actor, params.personId, form);
    return redirectWith(`/people/${params.personId}`, "practicals:flash.supervisor");
  },
);

export default function Supervisor() {
  const { t } = useTranslation("practicals");
  const { person, posting } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const { fullName: name } = person;
  return (
    <>
      <PageHeader
        title={t("supervisor.title")}
        status={t("supervisor.status", { name, ...posting })}
        breadcrumbs={[
          { label: name, to: `/people/${person.id}` },
          { label: t("supervisor.title") },
        ]}
      />
      <Form refusal={refusal} namespace="practicals">
        <input type="hidden" name="postingId" value={posting.id} />
        <TextInput
          name="email"
          type="email"
          label={t("supervisor.email")}
          hint={t("supervisor.hint", { name })}
          defaultValue={posting.supervisorEmail ?? ""}
        />
        <div>
          <Button>{t("supervisor.submit")}</Button>
        </div>
      </Form>
    </>
  );
}
