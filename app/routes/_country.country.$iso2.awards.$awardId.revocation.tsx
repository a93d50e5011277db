import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { revokeAward } from "~/domain/certification/commands.server";
import { RevokeInput } from "~/domain/certification/input.server";
import { getAward } from "~/domain/certification/queries.server";
import { Notice } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Checkbox, Form, TextArea, TextInput } from "~/ui/form";
import { formatDay } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

const Params = z.object({ iso2: z.string().length(2), awardId: z.uuid() });

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: Params },
  async ({ actor, params, t }) => ({
    ...(await getAward(actor, params.awardId)),
    country: params.iso2,
    title: t("certification:revocation.documentTitle"),
  }),
);

export const action = defineAction(
  { access: "signed-in", params: Params, form: RevokeInput },
  async ({ actor, params, form }) => {
    const { country } = await revokeAward(actor, params.awardId, form);
    return redirectWith(`/country/${country}/awards`, "certification:flash.revoked");
  },
);

export default function Revocation() {
  const { t } = useTranslation("certification");
  const { award, today, country } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={t("revocation.title", award)}
        status={t("revocation.status", { holder: award.holder, to: formatDay(award.to) })}
        breadcrumbs={[
          { label: t("list.title"), to: `/country/${country}/awards` },
          { label: award.number },
        ]}
      />
      <Notice kind="warning">{t("revocation.warning")}</Notice>
      <Form refusal={refusal} namespace="certification">
        <TextInput
          name="effectiveOn"
          type="date"
          label={t("revocation.effectiveOn")}
          hint={t("revocation.effectiveHint")}
          defaultValue={today}
        />
        <TextArea name="reason" label={t("revocation.reason")} />
        <Checkbox name="confirmed" label={t("revocation.confirm")} />
        <div>
          <Button variant="danger">{t("revocation.submit")}</Button>
        </div>
      </Form>
    </>
  );
}
