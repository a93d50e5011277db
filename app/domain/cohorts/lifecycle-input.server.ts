/** Parsers for academies and the life of a cohort: forms, queries and the API share them. */
import { z } from "zod";
import { day } from "~/domain/kernel/days";
import { planProblems } from "./plan";
import {
  APPROVAL_STEPS,
  COHORT_STATES,
  ENROLMENT_WAYS,
  LOCALES,
  MODES,
  PROMOTION_RULES,
} from "./schema";

const isoDay = z.iso.date("not_a_day").transform(day);
const emptyAsNothing = (value: unknown) => (value === "" ? undefined : value);
const optionalDay = z.preprocess(
  (value) => emptyAsNothing(value) ?? null,
  isoDay.nullable().default(null),
);
const optionalKey = z.preprocess(
  (value) => emptyAsNothing(value) ?? null,
  z.string().max(60).nullable().default(null),
);
const optionalId = z.preprocess(
  (value) => emptyAsNothing(value) ?? null,
  z.uuid("invalid_value").nullable().default(null),
);
/** Forms send one choice as text and several as a list. */
const listOf = <S extends z.ZodType>(one: S) =>
  z.preprocess(
    (value) => (value === undefined || value === "" ? [] : Array.isArray(value) ? value : [value]),
    z.array(one).max(200),
  );
const keys = listOf(z.string().min(1).max(60));
const count = (least: number, most: number) =>
  z.coerce
    .number("invalid_value")
    .int("invalid_value")
    .min(least, "invalid_value")
    .max(most, "invalid_value");
const required = (max: number) =>
  z.string("required").trim().min(3, "required").max(max, "too_long");

const Fields = z.object({
  curriculumVersionId: z.uuid("required"),
  locale: z.enum(LOCALES, "required").default("en"),
  title: required(200),
  summary: z.string().trim().max(2000, "too_long").default(""),
  mode: z.enum(MODES, "required"),
  hostCountry: optionalKey,
  venueId: optionalId,
  startsOn: optionalDay,
  endsOn: optionalDay,
  fallbackStartsOn: optionalDay,
  fallbackEndsOn: optionalDay,
  seats: z.preprocess(emptyAsNothing, count(1, 2000)),
  quotas: z
    .record(
      z.string().length(2),
      z.preprocess((v) => emptyAsNothing(v) ?? 0, count(0, 2000)),
    )
    .default({}),
  enrolment: z.enum(ENROLMENT_WAYS, "required"),
  professions: keys,
  countries: keys,
  prerequisites: keys,
  approvals: listOf(z.enum(APPROVAL_STEPS)),
  nominationsCloseOn: optionalDay,
  quotasReleaseOn: optionalDay,
  travelCutoffOn: optionalDay,
  promotionRule: z.enum(PROMOTION_RULES, "required").default("worst_gap"),
  attendancePercent: z.preprocess(
    (v) => emptyAsNothing(v) ?? null,
    count(1, 100).nullable().default(null),
  ),
});

function fitsTogether(plan: z.output<typeof Fields>, context: z.core.$RefinementCtx) {
  for (const { field, reason } of planProblems(plan))
    context.addIssue({ code: "custom", message: reason, path: field.split(".") });
}

/** What may be said about a cohort, as the API sends it. */
export const CohortBody = Fields.superRefine(fitsTogether);
export type CohortInput = z.output<typeof Fields>;

export const NewCohortBody = Fields.extend({ organisationId: z.uuid("required") }).superRefine(
  fitsTogether,
);
export type NewCohortInput = CohortInput & { organisationId: string };

/** A form names a country's quota `quotas.LC`. */
function gatherQuotas(form: unknown): unknown {
  if (typeof form !== "object" || form === null) return form;
  const quotas = Object.entries(form).flatMap(([name, value]) =>
    name.startsWith("quotas.") && value !== "" ? [[name.slice("quotas.".length), value]] : [],
  );
  return { ...form, quotas: Object.fromEntries(quotas) };
}
export const CohortForm = z.preprocess(gatherQuotas, CohortBody);
export const NewCohortForm = z.preprocess(gatherQuotas, NewCohortBody);

export const CohortParams = z.object({ cohortId: z.uuid() });

/** A filter that cannot be read filters nothing. */
const filter = <S extends z.ZodType>(one: S) =>
  z.preprocess(emptyAsNothing, one.optional()).catch(undefined);
/** As the API filters: what cannot be read is refused. */
export const CohortFilterQuery = z.object({
  state: z.enum(COHORT_STATES).optional(),
  curriculum: z.string().max(60).optional(),
});
export const CohortListQuery = z.object({
  state: filter(z.enum(COHORT_STATES)),
  curriculum: filter(z.string().max(60)),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export const CalendarQuery = z.object({
  country: filter(z.string().length(2)),
  curriculum: filter(z.string().max(60)),
  audience: filter(z.string().max(60)),
  mode: filter(z.enum(MODES)),
});

const reason = z.string("required").trim().min(3, "required").max(500, "too_long");
export const CancelCohortBody = z.object({ reason });
export const CancelCohortForm = CancelCohortBody.extend({
  confirmed: z.literal("yes", "not_confirmed"),
});
export const NothingMore = z.object({});
