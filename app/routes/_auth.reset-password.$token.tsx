import type { MetaFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { resetPassword } from "~/domain/identity/commands.server";
import { ResetPasswordInput } from "~/domain/identity/input.server";
import { Button } from "~/ui/button";
import { Form, TextInput } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

const Params = z.object({ token: z.string().min(10).max(200) });

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader({ access: "public", params: Params }, ({ t }) => ({
  title: t("identity:reset.documentTitle"),
}));

export const action = defineAction(
  { access: "public", params: Params, form: ResetPasswordInput },
  async ({ params, form }) => {
    await resetPassword(params.token, form.password);
    return redirectWith("/sign-in", "passwordReset");
  },
);

export default function ResetPassword() {
  const { t } = useTranslation("identity");
  const refusal = useActionData<typeof action>();
  return (
    <div className="narrow">
      <PageHeader title={t("reset.title")} />
      <Form refusal={refusalOf(refusal)} namespace="identity">
        <TextInput
          name="password"
          type="password"
          label={t("fields.newPassword")}
          hint={t("reset.hint")}
          autoComplete="new-password"
        />
        <div>
          <Button>{t("reset.submit")}</Button>
        </div>
      </Form>
    </div>
  );
}
