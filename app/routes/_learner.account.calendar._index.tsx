import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { createPersonalFeed } from "~/domain/cohorts/commands/calendar-feeds.server";
import { NoFields } from "~/domain/cohorts/input.server";
import { listPersonalFeeds } from "~/domain/cohorts/queries/calendars.server";
import { env } from "~/platform/env.server";
import { Card } from "~/ui/blocks";
import { CalendarFeeds } from "~/ui/cohorts/calendar-feeds";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader({ access: "signed-in" }, async ({ actor, t }) => ({
  feeds: await listPersonalFeeds(actor),
  documentTitle: t("sessions:myCalendar.documentTitle"),
}));

export const action = defineAction({ access: "signed-in", form: NoFields }, async ({ actor }) => {
  const { code } = await createPersonalFeed(actor);
  return { address: `${env().appOrigin}/calendar/${code}.ics` };
});

export default function MyCalendar() {
  const { t } = useTranslation("sessions");
  const { feeds } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={t("myCalendar.title")}
        status={t("myCalendar.status")}
        breadcrumbs={[
          { label: t("myCalendar.account"), to: "/account" },
          { label: t("myCalendar.title") },
        ]}
      />
      <CalendarFeeds
        feeds={feeds}
        made={answer && "address" in answer ? answer.address : undefined}
        refusal={refusalOf(answer)}
        revocation={(feedId) => `/account/calendar/${feedId}/revocation`}
        title={t("feeds.caption")}
        body={t("myCalendar.emptyBody")}
      />
      <Card>
        <h2>{t("myCalendar.howTitle")}</h2>
        <ul>
          {[0, 1, 2].map((step) => (
            <li key={step}>{t(`myCalendar.how.${step}`)}</li>
          ))}
        </ul>
      </Card>
    </>
  );
}
