import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { acceptInvitation } from "~/domain/identity/commands.server";
import { AcceptInvitationInput } from "~/domain/identity/input.server";
import { getInvitation } from "~/domain/identity/queries.server";
import { Notice } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Form, TextInput } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

const Params = z.object({ code: z.string().length(26) });

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "public", params: Params },
  async ({ params, actor, t }) => ({
    invitation: await getInvitation(params.code),
    signedIn: actor !== null,
    title: t("identity:invitation.documentTitle"),
  }),
);

export const action = defineAction(
  { access: "public", params: Params, form: AcceptInvitationInput },
  async ({ actor, params, form }) => {
    await acceptInvitation(params.code, { password: form.password, signedInAs: actor?.personId });
    return redirectWith(actor ? "/my-learning" : "/sign-in", "identity:flash.joined");
  },
);

export default function Invitation() {
  const { t } = useTranslation("identity");
  const { invitation, signedIn } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const mayAccept = invitation.state === "open" && (signedIn || !invitation.hasAccount);
  return (
    <div className="narrow">
      <PageHeader
        title={t("invitation.title", { name: invitation.fullName })}
        status={t("invitation.status", invitation)}
      />
      {invitation.state !== "open" && (
        <Notice kind="warning">{t(`invitation.${invitation.state}`, invitation)}</Notice>
      )}
      {invitation.state === "open" && !mayAccept && (
        <Notice>
          {t("invitation.known")} <Link to="/sign-in">{t("signIn.submit")}</Link>
        </Notice>
      )}
      {mayAccept && (
        <Form refusal={refusal} namespace="identity">
          {!signedIn && (
            <TextInput
              name="password"
              type="password"
              label={t("fields.newPassword")}
              hint={t("reset.hint")}
              autoComplete="new-password"
            />
          )}
          <div>
            <Button>{t("invitation.accept")}</Button>
          </div>
        </Form>
      )}
    </div>
  );
}
