/** Parsers for what an academy trains with: venues, rooms, trainers, rights, and what partners offer. */
import { z } from "zod";
import { day } from "~/domain/kernel/days";

const isoDay = z.iso.date("not_a_day").transform(day);
const optionalDay = z.preprocess(
  (value) => (value === "" || value === undefined ? null : value),
  isoDay.nullable(),
);
const name = z.string("required").trim().min(2, "required").max(200, "too_long");
const listOf = (value: unknown) =>
  value === undefined || value === "" ? [] : Array.isArray(value) ? value : [value];
const keys = z.preprocess(listOf, z.array(z.string().min(1).max(60)).max(100));
const optionalKey = z
  .string()
  .max(60)
  .optional()
  .transform((text) => text || null);

export const VenueParams = z.object({ venueId: z.uuid() });
export const VenueInput = z.object({
  name,
  address: z.string().trim().max(500, "too_long").default(""),
  country: z.string().length(2, "required"),
});
export type VenueInput = z.output<typeof VenueInput>;
export const NewVenueInput = VenueInput.extend({ organisationId: z.uuid("required") });

export const RoomParams = z.object({ roomId: z.uuid() });
export const RoomInput = z.object({
  name: z.string("required").trim().min(1, "required").max(200, "too_long"),
  capacity: z.preprocess(
    (value) => (value === "" ? undefined : value),
    z.coerce
      .number("required")
      .int("invalid_value")
      .min(1, "invalid_value")
      .max(10_000, "invalid_value"),
  ),
});
export type RoomInput = z.output<typeof RoomInput>;

export const TrainerParams = z.object({ trainerId: z.uuid() });
export const NewTrainerInput = z.object({
  organisationId: z.uuid("required"),
  email: z.string("required").trim().toLowerCase().max(254).pipe(z.email("not_an_email")),
  sinceOn: isoDay,
});
export type NewTrainerInput = z.output<typeof NewTrainerInput>;
export const EndOnInput = z.object({ untilOn: isoDay });

export const RightParams = z.object({ rightId: z.uuid() });
export const DeliveryRightInput = z
  .object({
    organisationId: z.uuid("required"),
    curriculumKey: z.string().min(1, "required").max(60),
    fromOn: isoDay,
    untilOn: optionalDay,
  })
  .refine(({ fromOn, untilOn }) => untilOn === null || untilOn >= fromOn, {
    ...{ path: ["untilOn"], message: "end_before_start" },
  });
export type DeliveryRightInput = z.output<typeof DeliveryRightInput>;

export const OfferParams = z.object({ offerId: z.uuid() });
export const OfferInput = z
  .object({
    providerId: z.uuid("required"),
    title: z.string("required").trim().min(3, "required").max(300, "too_long"),
    curriculumKey: optionalKey,
    professions: keys,
    countries: keys,
    startsOn: isoDay,
    endsOn: isoDay,
    place: z.string().trim().max(200, "too_long").default(""),
    source: z.string("required").trim().min(3, "required").max(300, "too_long"),
  })
  .refine(({ startsOn, endsOn }) => endsOn >= startsOn, {
    ...{ path: ["endsOn"], message: "end_before_start" },
  });
export type OfferInput = z.output<typeof OfferInput>;
