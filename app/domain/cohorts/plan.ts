/** Whether a cohort's dates, seats and quotas fit together. Pure: forms, the API and the commands ask the same rule. */
import type { CountryCode } from "~/domain/kernel/country";
import type { Day } from "~/domain/kernel/days";
import type { Mode } from "./schema";

/** Seats kept for countries; whatever is not in here is the shared reserve. */
export type Quotas = Record<CountryCode, number>;

export type CohortPlan = {
  mode: Mode;
  startsOn: Day | null;
  endsOn: Day | null;
  fallbackStartsOn: Day | null;
  fallbackEndsOn: Day | null;
  nominationsCloseOn: Day | null;
  quotasReleaseOn: Day | null;
  travelCutoffOn: Day | null;
  seats: number;
  quotas: Quotas;
  /** Countries that may send people; none named means all. */
  countries: CountryCode[];
};

/** A field of the form and the reason, the key of a sentence. */
export type PlanProblem = { field: string; reason: string };

/** Everything that does not fit, in the order of the form. */
export const planProblems = (plan: CohortPlan): PlanProblem[] => [
  ...periodProblems(plan),
  ...deadlineProblems(plan),
  ...quotaProblems(plan),
];

function periodProblems(plan: CohortPlan): PlanProblem[] {
  const { startsOn, endsOn, fallbackStartsOn, fallbackEndsOn } = plan;
  const found: (PlanProblem | false)[] = [
    !startsOn && endsOn !== null && problem("startsOn", "start_missing"),
    !endsOn && startsOn !== null && problem("endsOn", "end_missing"),
    before(endsOn, startsOn) && problem("endsOn", "end_before_start"),
    !fallbackStartsOn && fallbackEndsOn !== null && problem("fallbackStartsOn", "start_missing"),
    !fallbackEndsOn && fallbackStartsOn !== null && problem("fallbackEndsOn", "end_missing"),
    before(fallbackEndsOn, fallbackStartsOn) && problem("fallbackEndsOn", "end_before_start"),
    fallbackStartsOn !== null && !startsOn && problem("fallbackStartsOn", "fallback_without_dates"),
    fallbackStartsOn !== null &&
      endsOn !== null &&
      fallbackStartsOn <= endsOn &&
      problem("fallbackStartsOn", "fallback_too_early"),
  ];
  return found.filter((one) => one !== false);
}

const DEADLINES = ["nominationsCloseOn", "quotasReleaseOn", "travelCutoffOn"] as const;

/** No deadline lies after the start; after the travel cut-off nobody new gets a seat, so nothing may be planned for then. */
function deadlineProblems(plan: CohortPlan): PlanProblem[] {
  const { startsOn, nominationsCloseOn, quotasReleaseOn, travelCutoffOn } = plan;
  if (!startsOn)
    return DEADLINES.filter((field) => plan[field]).map((field) =>
      problem(field, "deadline_without_dates"),
    );
  const late = DEADLINES.filter((field) => before(startsOn, plan[field]));
  if (late.length > 0) return late.map((field) => problem(field, "deadline_after_start"));
  const found: (PlanProblem | false)[] = [
    before(travelCutoffOn, nominationsCloseOn) &&
      problem("nominationsCloseOn", "close_after_cutoff"),
    before(travelCutoffOn, quotasReleaseOn) && problem("quotasReleaseOn", "release_after_cutoff"),
  ];
  return found.filter((one) => one !== false);
}

function quotaProblems({ seats, quotas, countries }: CohortPlan): PlanProblem[] {
  const foreign = Object.keys(quotas).filter(
    (country) => (quotas[country] ?? 0) > 0 && countries.length > 0 && !countries.includes(country),
  );
  if (foreign.length > 0)
    return foreign.map((country) => problem(`quotas.${country}`, "quota_not_eligible"));
  return promised(quotas) > seats ? [problem("seats", "quotas_exceed_seats")] : [];
}

/** Seats promised to countries. */
export const promised = (quotas: Quotas): number =>
  Object.values(quotas).reduce((sum, seats) => sum + seats, 0);

const problem = (field: string, reason: string): PlanProblem => ({ field, reason });
const before = (day: Day | null, other: Day | null) =>
  day !== null && other !== null && day < other;

/** August to October: a storm may close airports and schools. */
export function inHurricaneSeason(startsOn: Day, endsOn: Day): boolean {
  for (let year = Number(startsOn.slice(0, 4)); year <= Number(endsOn.slice(0, 4)); year++)
    if (startsOn <= `${year}-10-31` && endsOn >= `${year}-08-01`) return true;
  return false;
}

/** People would travel in the season and there is no second date: said, not refused. */
export const lacksFallback = (plan: CohortPlan): boolean =>
  (plan.mode === "in_person" || plan.mode === "blended") &&
  plan.fallbackStartsOn === null &&
  plan.startsOn !== null &&
  plan.endsOn !== null &&
  inHurricaneSeason(plan.startsOn, plan.endsOn);
