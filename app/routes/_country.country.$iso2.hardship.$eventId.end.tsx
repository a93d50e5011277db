import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { getHardshipEvent } from "~/domain/certification/queries/hardship.server";
import { endHardship } from "~/domain/organisations/commands.server";
import { EndHardshipInput, HardshipParams } from "~/domain/organisations/input.server";
import { Notice } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Form, TextArea, TextInput } from "~/ui/form";
import { formatDay } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: HardshipParams },
  async ({ actor, params, t }) => ({
    ...(await getHardshipEvent(actor, params.eventId)),
    title: t("hardship:ending.documentTitle"),
  }),
);

export const action = defineAction(
  { access: "signed-in", params: HardshipParams, form: EndHardshipInput },
  async ({ actor, params, form }) => {
    const { country } = await endHardship(actor, params.eventId, form);
    return redirectWith(`/country/${country}/hardship`, "hardship:flash.ended");
  },
);

export default function EndHardship() {
  const { t } = useTranslation("hardship");
  const { event, today, state, countryName } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const off = state === "ahead" ? "Off" : "";
  const open = !event.ending && (state === "ahead" || state === "running");
  const span = { from: formatDay(event.from), to: formatDay(event.expectedTo) };
  return (
    <>
      <PageHeader
        title={t(`ending.title${off}`, event)}
        status={t(`ending.status${off}`, span)}
        breadcrumbs={[
          { label: countryName, to: `/country/${event.country}` },
          { label: t("list.title"), to: `/country/${event.country}/hardship` },
          { label: event.name },
        ]}
      />
      {!open && <Notice kind="info">{t("ending.already")}</Notice>}
      {open && (
        <Form refusal={refusal} namespace="hardship">
          {off ? (
            <input type="hidden" name="endedOn" value={today} />
          ) : (
            <TextInput
              name="endedOn"
              type="date"
              label={t("ending.endedOn")}
              hint={t("ending.endedHint")}
              defaultValue={today}
            />
          )}
          <TextArea name="reason" label={t("ending.reason")} />
          <div>
            <Button>{t(`ending.submit${off}`)}</Button>
          </div>
        </Form>
      )}
    </>
  );
}
