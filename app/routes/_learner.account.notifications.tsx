import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { choosePreferences } from "~/domain/notifications/commands/preferences.server";
import { PreferencesInput } from "~/domain/notifications/input.server";
import { getSettings } from "~/domain/notifications/queries.server";
import { Card } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Form } from "~/ui/form";
import { QuietFields, TopicChoices } from "~/ui/notifications/topic-choices";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader({ access: "signed-in" }, async ({ actor, t }) => ({
  ...(await getSettings(actor)),
  title: t("notifications:settings.documentTitle"),
}));

export const action = defineAction(
  { access: "signed-in", form: PreferencesInput },
  async ({ actor, form }) => {
    await choosePreferences(actor, form);
    return redirectWith("/account/notifications", "notifications:flash.saved");
  },
);

export default function Notifications() {
  const { t } = useTranslation("notifications");
  const { topics, quiet, country, zone } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={t("settings.title")}
        status={t("settings.status")}
        breadcrumbs={[
          { label: t("settings.account"), to: "/account" },
          { label: t("settings.title") },
        ]}
      />
      <Card>
        <h2>{t("settings.topics")}</h2>
        <p className="muted">
          {t("settings.security")} {t("settings.digest")}
        </p>
        <Form refusal={refusal} namespace="notifications">
          <TopicChoices topics={topics} />
          <QuietFields quiet={quiet} country={country} zone={zone} />
          <div>
            <Button>{t("settings.save")}</Button>
          </div>
        </Form>
      </Card>
      <p>
        <Link to="/messages">{t("settings.read")}</Link>
      </p>
    </>
  );
}
