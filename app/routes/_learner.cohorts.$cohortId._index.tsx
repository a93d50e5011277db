import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CohortParams } from "~/domain/cohorts/input.server";
import { getOffer } from "~/domain/cohorts/queries/offer.server";
import { Card, Facts, Notice } from "~/ui/blocks";
import { LinkButton } from "~/ui/button";
import { Announcements } from "~/ui/cohorts/announcements";
import { ClaimForm } from "~/ui/cohorts/claim-form";
import { CohortDates } from "~/ui/cohorts/cohort-dates";
import { HistoryList } from "~/ui/cohorts/history-list";
import { MySessionList } from "~/ui/cohorts/my-session-list";
import { NominationBadge } from "~/ui/cohorts/nomination-badge";
import { SeatsLeft } from "~/ui/cohorts/seats-left";
import { formatDay } from "~/ui/format";
import { type Held, PausedDay, PausedNotice } from "~/ui/organisations/paused-day";
import { PageHeader } from "~/ui/page-header";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams },
  async ({ actor, params, t }) => {
    const offer = await getOffer(actor, params.cohortId);
    return { ...offer, title: t("nominations:offer.documentTitle", offer.cohort) };
  },
);

type Offer = ReturnType<typeof useLoaderData<typeof loader>>;

export default function CohortOffer() {
  const { t } = useTranslation("nominations");
  const offer = useLoaderData<typeof loader>();
  const { cohort, mine, places } = offer;
  return (
    <>
      <PageHeader
        title={cohort.title}
        status={t("offer.by", { ...cohort, academy: cohort.organisation })}
        breadcrumbs={[{ label: t("offer.trainings"), to: "/training" }, { label: cohort.code }]}
        action={
          offer.staff && (
            <LinkButton to={`/academy/cohorts/${cohort.id}/roster`} variant="secondary">
              {t("offer.roster")}
            </LinkButton>
          )
        }
      />
      <p>{stateSentence(t, offer)}</p>
      <PausedNotice deadline={offer.deadlines.nominationsCloseOn} />
      {mine && <Mine mine={mine} zone={offer.zone} />}
      {!mine && <Ask offer={offer} />}
      {mine && offer.mayClaim && <Ask offer={offer} />}
      {offer.announcements.length > 0 && (
        <section>
          <h2>{t("teaching:due.announcements")}</h2>
          <Announcements items={offer.announcements} zone={offer.zone} />
        </section>
      )}
      {cohort.summary && <p className="lead">{cohort.summary}</p>}
      <What offer={offer} />
      {offer.sessions.length > 0 && (
        <section>
          <h2>{t("sessions:crumbs.sessions")}</h2>
          <MySessionList sessions={offer.sessions} zone={offer.zone} ofOneCohort />
        </section>
      )}
      {cohort.state !== "demand" && (
        <section>
          <h2>{t("offer.seats")}</h2>
          <SeatsLeft places={places} />
        </section>
      )}
      {offer.mayNominate && <ForContactPoints offer={offer} />}
      <h2>{t("offer.disclosure")}</h2>
      <p>{disclosureSentence(t, offer)}</p>
    </>
  );
}

type Translate = ReturnType<typeof useTranslation>["t"];

function stateSentence(t: Translate, { cohort, places, open, deadlines }: Offer): string {
  const { state } = cohort;
  const closes = deadlines.nominationsCloseOn;
  const on = closes ? formatDay(closes.due) : "";
  if (state === "closed") return t("offer.states.finished");
  if (state !== "open") return t(`offer.states.${state}`);
  if (!open) return t("offer.states.closed", { on });
  if (places.every(({ free }) => free === 0)) return t("offer.states.full");
  return on ? t("offer.states.openUntil", { on }) : t("offer.states.open");
}

function disclosureSentence(t: Translate, { cohort, disclosure }: Offer): string {
  return t("offer.disclosureBody", {
    academy: cohort.organisation,
    scores: t(disclosure.scores ? "offer.disclosureScores" : "offer.disclosureNoScores"),
    until: disclosure.until ? formatDay(disclosure.until) : t("offer.disclosureOpenEnd"),
  });
}

function Mine({ mine, zone }: { mine: NonNullable<Offer["mine"]>; zone: string }) {
  const { t } = useTranslation("nominations");
  const alive = ["requested", "approved", "booked", "waitlisted"].includes(mine.status);
  return (
    <Card lead>
      <h2>{t("offer.mine")}</h2>
      <p>
        <NominationBadge status={mine.status} />
        {mine.queue && ` ${t("common.queue", mine.queue)}`}
      </p>
      <HistoryList history={mine.history} zone={zone} />
      <p className="row">
        {alive && (
          <LinkButton to={`/nominations/${mine.id}/withdrawal`} variant="secondary">
            {t("offer.withdraw")}
          </LinkButton>
        )}
        <Link to={`/nominations/${mine.id}`}>{t("offer.details")}</Link>
      </p>
    </Card>
  );
}

/** The claim, or how one comes to a seat, or why not. */
function Ask({ offer }: { offer: Offer }) {
  const { t } = useTranslation("nominations");
  const { cohort, offered, mayClaim, mayNominate, eligible, open } = offer;
  if (mayClaim) return <ClaimForm cohort={cohort} offered={offered} />;
  if (!open || mayNominate) return null;
  if (eligible.outcome === "not_eligible")
    return (
      <Notice>
        {t(`offer.notFor.${eligible.reason}`, { missing: eligible.missing.join(", ") })}
      </Notice>
    );
  return (
    <Card>
      <h2>{t("offer.howTitle")}</h2>
      <p>{t("offer.howBody")}</p>
    </Card>
  );
}

function What({ offer: { cohort, zone, deadlines } }: { offer: Offer }) {
  const { t } = useTranslation("nominations");
  const place = [cohort.venue, cohort.address, cohort.hostCountry].filter(Boolean).join(", ");
  const list = (items: string[], none: string) => (items.length > 0 ? items.join(", ") : none);
  const day = (term: string, held: Held | null, words = (on: string) => on) =>
    held ? [{ term, detail: <PausedDay {...held} words={words} /> }] : [];
  return (
    <Facts
      items={[
        { term: t("common.dates"), detail: <CohortDates {...cohort} own={zone} /> },
        { term: t("offer.mode"), detail: t(`modes.${cohort.mode}`) },
        { term: t("common.place"), detail: place || t("common.noPlace") },
        { term: t("offer.audience"), detail: list(cohort.professionNames, t("offer.everybody")) },
        { term: t("offer.countries"), detail: list(cohort.countryNames, t("offer.everywhere")) },
        ...(cohort.prerequisites.length > 0
          ? [{ term: t("offer.prerequisites"), detail: cohort.prerequisites.join(", ") }]
          : []),
        ...(cohort.approvals.length > 0
          ? [
              {
                term: t("offer.approvals"),
                detail: cohort.approvals.map((step) => t(`steps.${step}`)).join(", "),
              },
            ]
          : []),
        ...day(t("offer.release"), deadlines.quotasReleaseOn),
        ...day(t("offer.cutoff"), deadlines.travelCutoffOn, (on) =>
          t("offer.cutoffDetail", { on }),
        ),
      ]}
    />
  );
}

function ForContactPoints({ offer: { cohort, places, contactFor } }: { offer: Offer }) {
  const { t } = useTranslation("nominations");
  const unused = places.some(
    ({ country, free }) => country && free > 0 && contactFor.includes(country),
  );
  return (
    <p className="actions">
      <LinkButton to={`/cohorts/${cohort.id}/nominations/new`}>{t("offer.nominate")}</LinkButton>
      {unused && (
        <LinkButton to={`/cohorts/${cohort.id}/quota-release`} variant="secondary">
          {t("offer.releaseSeats")}
        </LinkButton>
      )}
    </p>
  );
}
