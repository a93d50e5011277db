import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { NominationParams } from "~/domain/cohorts/input.server";
import { getNominationPage } from "~/domain/cohorts/queries/nomination.server";
import { Facts, Notice } from "~/ui/blocks";
import { LinkButton } from "~/ui/button";
import { useCohortCrumbs } from "~/ui/cohorts/cohort-pages";
import { HistoryList } from "~/ui/cohorts/history-list";
import { NominationBadge } from "~/ui/cohorts/nomination-badge";
import { formatInstant } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: NominationParams },
  async ({ actor, params, t }) => {
    const page = await getNominationPage(actor, params.nominationId);
    const name = page.nomination.fullName;
    return { ...page, title: t("nominations:nomination.documentTitle", { name }) };
  },
);

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Nomination() {
  const { t } = useTranslation("nominations");
  const page = useLoaderData<typeof loader>();
  const { nomination, cohort, waitsFor } = page;
  return (
    <>
      <PageHeader
        title={nomination.fullName}
        status={t("nomination.status", { cohort: cohort.title, academy: cohort.organisation })}
        breadcrumbs={useTrail(page)}
      />
      <p>
        <NominationBadge status={nomination.status} />
        {nomination.queue && ` ${t("common.queue", nomination.queue)}`}
      </p>
      {waitsFor.length > 0 && (
        <Notice>
          {t("nomination.waitsFor", {
            steps: waitsFor.map((step) => t(`steps.${step}`)).join(", "),
          })}
        </Notice>
      )}
      <Actions page={page} />
      <Details page={page} />
      <h2>{t("history.title")}</h2>
      <HistoryList history={nomination.history} zone={cohort.zone} />
      <Decisions page={page} />
    </>
  );
}

function useTrail({ nomination, cohort, own, list }: Page) {
  const { t } = useTranslation("nominations");
  const staffCrumbs = useCohortCrumbs();
  const name = { label: nomination.fullName };
  const training = { label: cohort.code, to: `/cohorts/${cohort.id}` };
  if (own || list === null) return [training, name];
  if (list === "roster") return staffCrumbs(cohort, "roster", name);
  const to = `/country/${nomination.country}/nominations`;
  return [{ label: t("nomination.nominations"), to }, training, name];
}

function Actions({ page }: { page: Page }) {
  const { t } = useTranslation("nominations");
  const { nomination, cohort } = page;
  const base = `/nominations/${nomination.id}`;
  const links = [
    {
      may: page.mayDecide,
      to: `/country/${nomination.country}/nominations/decisions?id=${nomination.id}`,
      label: t("nomination.decide"),
    },
    {
      may: page.mayPromote,
      to: `/academy/cohorts/${cohort.id}/roster/promotions?id=${nomination.id}`,
      label: t("nomination.promote"),
    },
    { may: page.mayAskAgain, to: `${base}/approval-request`, label: t("nomination.askAgain") },
    { may: page.mayTransfer, to: `${base}/transfer`, label: t("nomination.transfer") },
    { may: page.mayDecline, to: `${base}/refusal`, label: t("nomination.decline") },
    { may: page.mayWithdraw, to: `${base}/withdrawal`, label: t("nomination.withdraw") },
  ].filter(({ may }) => may);
  if (links.length === 0) return null;
  return (
    <p className="actions">
      {links.map(({ to, label }, index) => (
        <LinkButton key={to} to={to} variant={index === 0 ? "primary" : "secondary"}>
          {label}
        </LinkButton>
      ))}
    </p>
  );
}

function Details({ page: { nomination, cohort } }: { page: Page }) {
  const { t } = useTranslation("nominations");
  const { lineManagerEmail, note, priority, nominator, invitedAt } = nomination;
  const maybe = (term: string, detail: string | null) => (detail ? [{ term, detail }] : []);
  return (
    <Facts
      items={[
        {
          term: t("common.training"),
          detail: <Link to={`/cohorts/${cohort.id}`}>{cohort.title}</Link>,
        },
        { term: t("common.email"), detail: nomination.email },
        { term: t("common.country"), detail: nomination.countryName },
        { term: t("common.profession"), detail: nomination.profession },
        { term: t("common.employer"), detail: nomination.employer ?? t("form.noEmployer") },
        ...maybe(t("nomination.putForwardBy"), nominator),
        ...maybe(t("nomination.lineManager"), lineManagerEmail),
        ...maybe(t("nomination.priority"), priority > 0 ? String(priority) : null),
        ...maybe(t("nomination.invited"), invitedAt && formatInstant(invitedAt, cohort.zone)),
        ...maybe(t("common.note"), note),
      ]}
    />
  );
}

function Decisions({ page: { nomination, cohort } }: { page: Page }) {
  const { t } = useTranslation("nominations");
  if (nomination.decisions.length === 0) return null;
  return (
    <>
      <h2>{t("nomination.decisions")}</h2>
      <ul>
        {nomination.decisions.map(({ step, outcome, by, at, note }) => (
          <li key={at}>
            {t(outcome === "approved" ? "nomination.approvedBy" : "nomination.declinedBy", {
              ...{ step: t(`steps.${step}`), name: by ?? t("common.nobody") },
              at: formatInstant(at, cohort.zone),
            })}
            {note && ` “${note}”`}
          </li>
        ))}
      </ul>
    </>
  );
}
