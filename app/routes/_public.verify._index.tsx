import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { Button } from "~/ui/button";
import { Form, TextInput } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "public", query: z.object({ code: z.string().max(100).default("") }) },
  ({ query, t }) => {
    if (query.code.trim()) throw redirect(`/verify/${encodeURIComponent(query.code.trim())}`);
    return { title: t("certification:verify.documentTitle") };
  },
);

export default function Verify() {
  const { t } = useTranslation("certification");
  useLoaderData<typeof loader>();
  return (
    <div className="narrow serif">
      <PageHeader title={t("verify.title")} status={t("verify.status")} />
      <Form method="get">
        <TextInput name="code" label={t("verify.code")} autoComplete="off" spellCheck={false} />
        <div>
          <Button>{t("verify.submit")}</Button>
        </div>
      </Form>
    </div>
  );
}
