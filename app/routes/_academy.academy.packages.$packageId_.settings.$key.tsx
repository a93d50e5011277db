import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { changeSetting } from "~/domain/packages/commands/change-setting.server";
import {
  parseSettingValue,
  SettingInput,
  SettingParams,
  SettingsQuery,
  settingShape,
} from "~/domain/packages/input.server";
import { getSettings } from "~/domain/packages/queries/settings.server";
import { Button } from "~/ui/button";
import { Form, RadioGroup, TextArea, TextInput } from "~/ui/form";
import { settingsTitle } from "~/ui/packages/setting-value";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: SettingParams, query: SettingsQuery },
  async ({ actor, params, query, t }) => ({
    view: await getSettings(actor, { ...params, registrationId: query.registration }),
    setting: { key: params.key, ...settingShape(params.key) },
    documentTitle: t("packages:settings.documentTitle"),
  }),
);

export const action = defineAction(
  { access: "signed-in", params: SettingParams, form: SettingInput },
  async ({ actor, params, form }) => {
    const { registration: registrationId, reason } = form;
    const value = parseSettingValue(params.key, form.value);
    await changeSetting(actor, { ...params, registrationId, value, reason });
    const suffix = registrationId ? `?registration=${registrationId}` : "";
    return redirectWith(
      `/academy/packages/${params.packageId}/settings${suffix}`,
      "packages:flash.settingChanged",
    );
  },
);

export default function ChangeSetting() {
  const { t } = useTranslation("packages");
  const { view, setting } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const { key, values, min, max } = setting;
  const now = view.settings.find((candidate) => candidate.key === key)?.from;
  const level = view.learner ? "registration" : view.package ? "package" : "platform";
  const decided = now?.level === level ? String(now.value) : "";
  const back = `/academy/packages/${view.package?.id ?? "platform"}/settings`;
  return (
    <>
      <PageHeader
        title={t(`settings.key.${key}.name`)}
        status={t(`settings.key.${key}.hint`)}
        breadcrumbs={[
          { label: t("list.title"), to: "/academy/packages" },
          { label: settingsTitle(t, view), to: back },
          { label: t(`settings.key.${key}.name`) },
        ]}
      />
      <Form refusal={refusal} namespace="packages">
        {view.learner && (
          <input type="hidden" name="registration" value={view.learner.registrationId} />
        )}
        {values ? (
          <RadioGroup
            name="value"
            label={t("settings.decision")}
            defaultValue={decided}
            options={[
              { value: "", label: t(view.package ? "settings.inherit" : "settings.byDefault") },
              ...values.map((value) => ({ value, label: t(`settings.value.${key}.${value}`) })),
            ]}
          />
        ) : (
          <TextInput
            name="value"
            label={t("settings.decision")}
            hint={t("settings.figureHint", { min, max })}
            defaultValue={decided}
            inputMode="decimal"
          />
        )}
        <TextArea
          name="reason"
          label={t("settings.reason")}
          hint={t("settings.reasonHint")}
          rows={3}
          maxLength={1000}
        />
        <div>
          <Button>{t("settings.submit")}</Button>
        </div>
      </Form>
    </>
  );
}
