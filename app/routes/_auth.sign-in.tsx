import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { signIn } from "~/domain/identity/commands.server";
import { SignInInput } from "~/domain/identity/input.server";
import { Button } from "~/ui/button";
import { Form, TextInput } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { cookieHeaders, defineAction, defineLoader } from "~/web/define.server";
import { localPath } from "~/web/local-path";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "public", query: z.object({ next: z.string().default("/") }) },
  ({ actor, query, t }) => {
    if (actor) throw redirect(localPath(query.next));
    return { next: query.next, title: t("identity:signIn.documentTitle") };
  },
);

export const action = defineAction(
  { access: "public", form: SignInInput },
  async ({ form, request, address }) => {
    const cookies = await signIn(
      { email: form.email, password: form.password },
      { headers: request.headers, address },
    );
    return redirect(localPath(form.next), { headers: cookieHeaders(cookies) });
  },
);

export default function SignIn() {
  const { t } = useTranslation("identity");
  const { next } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  return (
    <div className="narrow">
      <PageHeader title={t("signIn.title")} status={t("signIn.status")} />
      <Form refusal={refusal} namespace="identity">
        <input type="hidden" name="next" value={next} />
        <TextInput name="email" type="email" label={t("fields.email")} autoComplete="username" />
        <TextInput
          name="password"
          type="password"
          label={t("fields.password")}
          autoComplete="current-password"
        />
        <div>
          <Button>{t("signIn.submit")}</Button>
        </div>
      </Form>
      <p>
        <br />
        <Link to="/forgotten-password">{t("signIn.forgotten")}</Link>
      </p>
    </div>
  );
}
