import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { SettingsParams, SettingsQuery } from "~/domain/packages/input.server";
import { getSettings } from "~/domain/packages/queries/settings.server";
import { formatInstant } from "~/ui/format";
import { SettingValue, settingsTitle } from "~/ui/packages/setting-value";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: SettingsParams, query: SettingsQuery },
  async ({ actor, params, query, t }) => ({
    view: await getSettings(actor, { ...params, registrationId: query.registration }),
    documentTitle: t("packages:settings.documentTitle"),
  }),
);

export default function PackageSettings() {
  const { t } = useTranslation("packages");
  const { view } = useLoaderData<typeof loader>();
  const at = `/academy/packages/${view.package?.id ?? "platform"}`;
  const suffix = view.learner ? `?registration=${view.learner.registrationId}` : "";
  const who = (entry: { setByName: string | null }) => entry.setByName ?? t("settings.someone");
  return (
    <>
      <PageHeader
        title={settingsTitle(t, view)}
        status={t("settings.status")}
        breadcrumbs={[
          { label: t("list.title"), to: "/academy/packages" },
          ...(view.package ? [{ label: view.package.title, to: at }] : []),
          { label: t("detail.settings") },
        ]}
      />
      <DataTable
        caption={t("settings.caption")}
        rows={view.settings}
        rowKey={({ key }) => key}
        columns={[
          {
            key: "setting",
            header: t("settings.columns.setting"),
            render: ({ key }) => t(`settings.key.${key}.name`),
          },
          {
            key: "value",
            header: t("settings.columns.value"),
            render: (setting) => <SettingValue setting={setting.key} value={setting.value} />,
          },
          {
            key: "from",
            header: t("settings.columns.from"),
            render: ({ from }) =>
              from
                ? t("settings.decided", {
                    level: t(`settings.level.${from.level}`),
                    when: formatInstant(from.setAt),
                    who: who(from),
                  })
                : t("settings.byDefault"),
          },
          {
            key: "why",
            header: t("settings.columns.why"),
            render: ({ from }) => from?.reason ?? "",
          },
          {
            key: "change",
            header: t("settings.columns.change"),
            render: ({ key }) =>
              view.mayChange ? (
                <Link to={`${at}/settings/${key}${suffix}`}>
                  {t("settings.change")}
                  <span className="visually-hidden"> {t(`settings.key.${key}.name`)}</span>
                </Link>
              ) : (
                ""
              ),
          },
        ]}
      />
      <DataTable
        caption={t("settings.history")}
        rows={view.history}
        rowKey={(entry) => `${entry.key}${entry.level}${entry.setAt}`}
        empty={<p className="muted">{t("settings.noHistory")}</p>}
        columns={[
          {
            key: "setting",
            header: t("settings.columns.setting"),
            render: ({ key }) => t(`settings.key.${key}.name`),
          },
          {
            key: "value",
            header: t("settings.columns.value"),
            render: ({ key, value }) =>
              value === null ? t("settings.inherit") : <SettingValue setting={key} value={value} />,
          },
          {
            key: "level",
            header: t("settings.columns.level"),
            render: ({ level }) => t(`settings.level.${level}`),
          },
          {
            key: "when",
            header: t("settings.columns.when"),
            render: ({ setAt }) => formatInstant(setAt),
          },
          { key: "who", header: t("settings.columns.who"), render: who },
          { key: "why", header: t("settings.columns.why"), render: ({ reason }) => reason },
        ]}
      />
      {view.package && (
        <Link to="/academy/packages/platform/settings">{t("settings.platformLink")}</Link>
      )}
    </>
  );
}
