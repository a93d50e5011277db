/** Parsers for nominations: what a nominator, a learner, a line manager and an academy send. */
import { z } from "zod";
import { NOMINATION_STATUSES, ROSTER_SORTS, SEXES } from "./schema";

const email = z.string().trim().toLowerCase().max(254).pipe(z.email("not_an_email"));
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" || value === undefined ? null : value), schema.nullable());
const note = z.string().trim().max(1000, "too_long").default("");
const reason = z.string().trim().min(3, "reason_needed").max(1000, "too_long");
const ticked = z.preprocess((value) => value === "yes" || value === true, z.boolean());
const ids = z.preprocess(
  (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.uuid()).max(500),
);

export const NominationParams = z.object({ nominationId: z.uuid() });
export const CountryParams = z.object({ iso2: z.string().regex(/^[A-Z]{2}$/) });
export const CodeParams = z.object({ code: z.string().min(8).max(100) });

export const NominateInput = z.object({
  fullName: z
    .string()
    .trim()
    .min(2, "required")
    .max(200)
    .transform((text) => text.normalize("NFC")),
  email,
  country: z.string().regex(/^[A-Z]{2}$/, "required"),
  professionKey: z.string().min(1, "required").max(60),
  employerId: optional(z.uuid("required")),
  sex: z.enum(SEXES).default("not_stated"),
  lineManagerEmail: optional(email),
  priority: z.preprocess(
    (value) => (value === "" || value === undefined ? 0 : value),
    z.coerce.number("invalid_value").int("invalid_value").min(0, "invalid_value").max(1000),
  ),
  note,
  /** "These are two people": said by a human when a similar name is already there. */
  confirmed: ticked,
});
export type NominationForm = z.infer<typeof NominateInput>;

export const ClaimInput = z.object({ lineManagerEmail: optional(email) });
export type ClaimInput = z.infer<typeof ClaimInput>;

export const LineManagerInput = z.object({
  outcome: z.enum(["approved", "declined"], "choose_one"),
  note,
});
export type LineManagerInput = z.infer<typeof LineManagerInput>;

export const ReasonInput = z.object({ reason });
export const TransferInput = z.object({ toCohortId: z.uuid("required"), note });
export const ReleaseInput = z.object({ country: z.string().regex(/^[A-Z]{2}$/), reason });
export type ReleaseInput = z.infer<typeof ReleaseInput>;

export const SelectionQuery = z.object({ id: ids });
export const SelectedInput = z.object({
  id: ids.refine((list) => list.length > 0, "nobody_chosen"),
  reason,
});
export const DecideSelectedInput = z.object({
  id: ids.refine((list) => list.length > 0, "nobody_chosen"),
  outcome: z.enum(["approved", "declined"], "choose_one"),
  note,
});
export type DecideSelectedInput = z.infer<typeof DecideSelectedInput>;
export const TransferSelectedInput = z.object({
  id: ids.refine((list) => list.length > 0, "nobody_chosen"),
  ...TransferInput.shape,
});

const status = z.enum(NOMINATION_STATUSES).optional().catch(undefined);
const page = z.coerce.number().int().min(1).max(10_000).default(1);
export const CountryNominationsQuery = z.object({
  status,
  cohort: z.uuid().optional().catch(undefined),
  search: z.string().max(200).default(""),
  page,
});
export type CountryNominationsQuery = z.infer<typeof CountryNominationsQuery>;
export const RosterQuery = z.object({
  status,
  country: z.string().length(2).optional().catch(undefined),
  search: z.string().trim().max(200).catch("").default(""),
  sort: z.enum(ROSTER_SORTS).catch("status").default("status"),
  page,
  /** The page of those who wait. */
  queue: page,
  print: z.preprocess((value) => value === "yes", z.boolean()),
});
export type RosterQuery = z.infer<typeof RosterQuery>;
