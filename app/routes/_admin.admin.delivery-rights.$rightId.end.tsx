import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { endDelivery } from "~/domain/cohorts/commands/delivery-rights.server";
import { EndOnInput, RightParams } from "~/domain/cohorts/input.server";
import { getDeliveryRight } from "~/domain/cohorts/queries/delivery-rights.server";
import { Button } from "~/ui/button";
import { Form, TextInput } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: RightParams },
  async ({ actor, params, t }) => ({
    ...(await getDeliveryRight(actor, params.rightId)),
    title: t("cohorts:rights.endTitle"),
  }),
);

export const action = defineAction(
  { access: "signed-in", params: RightParams, form: EndOnInput },
  async ({ actor, params, form }) => {
    await endDelivery(actor, params.rightId, form);
    return redirectWith("/admin/delivery-rights", "cohorts:flash.rightEnded");
  },
);

export default function EndRight() {
  const { t } = useTranslation("cohorts");
  const { right, today, title } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={title}
        status={t("rights.endStatus", right)}
        breadcrumbs={[
          { label: t("rights.title"), to: "/admin/delivery-rights" },
          { label: t("rights.end") },
        ]}
      />
      <Form refusal={refusal} namespace="cohorts">
        <TextInput name="untilOn" type="date" label={t("rights.endOn")} defaultValue={today} />
        <div className="actions">
          <Button variant="danger">{t("rights.end")}</Button>
          <Link to="/admin/delivery-rights">{t("form.back")}</Link>
        </div>
      </Form>
    </>
  );
}
