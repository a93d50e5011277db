import type { MetaFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requestPasswordReset } from "~/domain/identity/commands.server";
import { ForgottenPasswordInput } from "~/domain/identity/input.server";
import { Notice } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Form, TextInput } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader({ access: "public" }, ({ t }) => ({
  title: t("identity:forgotten.documentTitle"),
}));

export const action = defineAction(
  { access: "public", form: ForgottenPasswordInput },
  async ({ form, address }) => {
    await requestPasswordReset(form.email, address);
    return { sent: true as const };
  },
);

export default function ForgottenPassword() {
  const { t } = useTranslation("identity");
  const answer = useActionData<typeof action>();
  const sent = answer && "sent" in answer;
  return (
    <div className="narrow">
      <PageHeader title={t("forgotten.title")} status={t("forgotten.status")} />
      {sent ? (
        <Notice kind="success">{t("forgotten.sent")}</Notice>
      ) : (
        <Form refusal={refusalOf(answer)} namespace="identity">
          <TextInput name="email" type="email" label={t("fields.email")} autoComplete="username" />
          <div>
            <Button>{t("forgotten.submit")}</Button>
          </div>
        </Form>
      )}
    </div>
  );
}
