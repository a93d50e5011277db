import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { listMySessions } from "~/domain/cohorts/queries/my-sessions.server";
import { EmptyState } from "~/ui/blocks";
import { LinkButton } from "~/ui/button";
import { MySessionList } from "~/ui/cohorts/my-session-list";
import { PageHeader } from "~/ui/page-header";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader({ access: "signed-in" }, async ({ actor, t }) => ({
  ...(await listMySessions(actor)),
  documentTitle: t("sessions:mine.documentTitle"),
}));

export default function MySessions() {
  const { t } = useTranslation("sessions");
  const { coming, past, zone } = useLoaderData<typeof loader>();
  const nothing = coming.length === 0 && past.length === 0;
  return (
    <>
      <PageHeader
        title={t("mine.title")}
        status={nothing ? undefined : t("mine.status", { count: coming.length })}
        action={
          <LinkButton to="/account/calendar" variant="secondary">
            {t("mine.calendar")}
          </LinkButton>
        }
      />
      {nothing ? (
        <EmptyState
          title={t("mine.emptyTitle")}
          body={t("mine.emptyBody")}
          action={<LinkButton to="/training">{t("mine.toTraining")}</LinkButton>}
        />
      ) : (
        <p>
          <Link to="/attend">{t("mine.attend")}</Link>
        </p>
      )}
      {coming.length > 0 && (
        <section>
          <h2>{t("mine.coming")}</h2>
          <MySessionList sessions={coming} zone={zone} />
        </section>
      )}
      {past.length > 0 && (
        <section>
          <h2>{t("mine.past")}</h2>
          <MySessionList sessions={past} zone={zone} />
        </section>
      )}
    </>
  );
}
