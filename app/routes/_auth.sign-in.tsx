import type { MetaFunction } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { signIn } from "~/domain/identity/commands.server";
import { SignInInput } from "~/domain/identity/input.server";
import { Button } from "~/ui/button";
import { ErrorSummary, Field, Form, TextInput } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { localPath } from "~/web/local-path";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader({ access: "public", query: z.object({ next: z.string().default("/") }) }, ({ actor, query, t }) => {
  if (actor) throw redirect(localPath(query.next));
  return { next: query.next, title: t("identity:signIn.documentTitle") };
});

export const action = defineAction({ access: "public", form: SignInInput }, async ({ form, request, address }) => {
  const cookies = await signIn(form, { headers: request.headers, address });
  const headers = new Headers();
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return redirect(localPath(form.next ?? "/"), { headers });
});

export default function SignIn() {
  const { t } = useTranslation("identity");
  const { next } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  return (
    <div className="narrow">
      <PageHeader title={t("signIn.title")} status={t("signIn.status")} />
      <Form method="post">
        <ErrorSummary errors={refusal?.errors} namespace="identity" />
        <input type="hidden" name="next" value={next} />
        <Field name="email" label={t("fields.email")} error={refusal?.errors.email && t(`errors.${refusal.errors.email}`)}>
          <TextInput name="email" type="email" autoComplete="username" defaultValue={refusal?.values.email as string} required />
        </Field>
        <Field name="password" label={t("fields.password")} error={refusal?.errors.password && t(`errors.${refusal.errors.password}`)}>
          <TextInput name="password" type="password" autoComplete="current-password" required />
        </Field>
        <Button type="submit">{t("signIn.submit")}</Button>
      </Form>
      <p>
        <Link to="/forgotten-password">{t("signIn.forgotten")}</Link>
      </p>
    </div>
  );
}
