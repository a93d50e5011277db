/** The plan of a cohort in words. */
import { useTranslation } from "react-i18next";
import type { ApprovalStep, EnrolmentWay, Mode, PromotionRule } from "~/domain/cohorts/schema";
import { Card, Facts } from "~/ui/blocks";
import { formatDay } from "~/ui/format";
import { StatusBadge } from "~/ui/status-badge";
import { formatPeriod } from "./period";

const DEADLINES = ["nominationsCloseOn", "quotasReleaseOn", "travelCutoffOn"] as const;
type Kind = (typeof DEADLINES)[number];
type PausedIn = { country: string; countryName: string; due: string; because: string[] };

type Planned = {
  curriculum: string;
  curriculumKey: string;
  version: string;
  locale: string;
  summary: string;
  mode: Mode;
  startsOn: string | null;
  endsOn: string | null;
  fallbackStartsOn: string | null;
  fallbackEndsOn: string | null;
  zone: string;
  hostCountry: string | null;
  venue: string | null;
  address: string | null;
  enrolment: EnrolmentWay;
  approvals: ApprovalStep[];
  professionNames: string[];
  countryNames: string[];
  prerequisites: string[];
  promotionRule: PromotionRule;
  attendancePercent: number | null;
  copiedFrom: string | null;
  pausedIn: Record<Kind, PausedIn[]>;
} & Record<Kind, string | null>;

export function CohortFacts({ cohort }: { cohort: Planned }) {
  const { t } = useTranslation("cohorts");
  return (
    <Card>
      <h2>{t("page.factsTitle")}</h2>
      {cohort.summary && <p>{cohort.summary}</p>}
      <Facts items={[...useWhen(cohort), ...useWho(cohort)]} />
    </Card>
  );
}

function useWhen(cohort: Planned) {
  const { t } = useTranslation("cohorts");
  const { startsOn, endsOn, fallbackStartsOn, fallbackEndsOn, zone } = cohort;
  const places = [cohort.venue, cohort.address, cohort.hostCountry].filter(Boolean).join(", ");
  return [
    {
      term: t("page.curriculum"),
      detail: t("page.curriculumDetail", {
        ...{ title: cohort.curriculum, key: cohort.curriculumKey, version: cohort.version },
        language: t(`locales.${cohort.locale}`),
      }),
    },
    { term: t("page.mode"), detail: t(`modes.${cohort.mode}`) },
    {
      term: t("page.dates"),
      detail: startsOn && endsOn ? `${formatPeriod(startsOn, endsOn)} (${zone})` : t("noDates"),
    },
    ...(fallbackStartsOn && fallbackEndsOn
      ? [{ term: t("page.fallback"), detail: formatPeriod(fallbackStartsOn, fallbackEndsOn) }]
      : []),
    ...(places ? [{ term: t("page.place"), detail: places }] : []),
    ...DEADLINES.flatMap((kind) => {
      const on = cohort[kind];
      const detail = on && <DeadlineDay on={on} pausedIn={cohort.pausedIn[kind]} />;
      return detail ? [{ term: t(`deadlines.${kind}`), detail }] : [];
    }),
  ];
}

/** The day as the academy set it, and the countries for which a hardship event has moved it. */
function DeadlineDay({ on, pausedIn }: { on: string; pausedIn: PausedIn[] }) {
  const { t } = useTranslation("hardship");
  return (
    <>
      {formatDay(on)}
      {pausedIn.map(({ country, countryName, due, because }) => (
        <span key={country} className="small aside">
          <StatusBadge status="extended" label={t("paused.badge")} />{" "}
          {t("paused.in", {
            ...{ country: countryName, due: formatDay(due), because: because.join("; ") },
          })}
        </span>
      ))}
    </>
  );
}

function useWho(cohort: Planned) {
  const { t } = useTranslation("cohorts");
  const approvedBy = cohort.approvals.map((step) => t(`approvals.${step}`));
  const { attendancePercent: percent, prerequisites, copiedFrom } = cohort;
  return [
    {
      term: t("page.whoMayCome"),
      detail: t("page.whoDetail", {
        professions: cohort.professionNames.join(", ") || t("everyAudience"),
        countries: cohort.countryNames.join(", ") || t("everyCountry"),
      }),
    },
    ...(prerequisites.length > 0
      ? [{ term: t("page.prerequisites"), detail: prerequisites.join(", ") }]
      : []),
    { term: t("page.enrolment"), detail: t(`enrolments.${cohort.enrolment}`) },
    { term: t("page.approvedBy"), detail: approvedBy.join(", ") || t("approvals.none") },
    { term: t("page.rule"), detail: t(`rules.${cohort.promotionRule}`) },
    {
      term: t("page.attendance"),
      detail: percent ? t("page.attendanceDetail", { percent }) : t("page.attendanceCurriculum"),
    },
    ...(copiedFrom ? [{ term: t("page.copiedFrom"), detail: copiedFrom }] : []),
  ];
}
