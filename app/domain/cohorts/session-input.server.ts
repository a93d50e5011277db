/** Parsers for everything about sessions, attendance and calendars that comes from outside. */
import { z } from "zod";
import { CohortParams } from "./lifecycle-input.server";
import { ATTENDANCE_MARKS, type AttendanceMark } from "./schema";
import { MOST_REPEATS } from "./session-times";

export const SessionParams = CohortParams.extend({ sessionId: z.uuid() });
export const SheetParams = SessionParams.extend({ sheetId: z.uuid() });
export const FeedParams = z.object({ feedId: z.uuid() });
export const CohortFeedParams = CohortParams.extend(FeedParams.shape);
/** The last part of a calendar's address. */
export const CalendarParams = z.object({
  file: z
    .string()
    .regex(/^[a-z2-7]{26}\.ics$/)
    .transform((file) => file.slice(0, 26)),
});

const text = z.string().trim();
const ticked = z
  .string()
  .optional()
  .transform((value) => value === "yes");
const maybeId = z
  .union([z.literal(""), z.uuid()])
  .default("")
  .transform((id) => id || null);
const several = z
  .union([z.uuid(), z.array(z.uuid())])
  .default([])
  .transform((ids) => [...new Set(Array.isArray(ids) ? ids : [ids])]);
const joiningLink = z
  .union([
    z.literal(""),
    z.url({ protocol: /^https?$/, error: "not_a_link" }).max(1000, "too_long"),
  ])
  .default("")
  .transform((link) => link || null);
const reason = text.min(3, "reason_missing").max(500, "too_long");

/** A session as somebody types it. Times are read in `zone` by `sessionTimes`, which answers at their fields. */
export const SessionForm = z.object({
  title: text.min(1, "required").max(180, "too_long"),
  moduleId: maybeId,
  zone: text.min(1, "required"),
  startsOn: text,
  startTime: text,
  endTime: text,
  fallbackOn: text.default(""),
  roomId: maybeId,
  joiningLink,
  trainerIds: several,
  note: text.max(1000, "too_long").default(""),
  repeatDays: z.coerce
    .number({ error: "not_a_count" })
    .int("not_a_count")
    .min(1, "not_a_count")
    .max(MOST_REPEATS, "not_a_count")
    .default(1),
  skipWeekends: ticked,
  saveAnyway: ticked,
  /** Which state of the session the form was filled in on. */
  revision: z.coerce.number().int().min(0).default(0),
});
export type SessionForm = z.output<typeof SessionForm>;

export const CancellationForm = z.object({ reason });
export const NoFields = z.object({});

export type TypedMark = { nominationId: string; mark: AttendanceMark; minutes: number | null };
export type SeenMark = { nominationId: string; markId: string | null };
export type MarkingForm = {
  marks: TypedMark[];
  /** Which mark of each person the page was drawn with. */
  seen: SeenMark[];
  markRest: boolean;
  /** The marks were read off the signed sheet. */
  fromSheet: boolean;
  reason: string;
};

/** Marks come as mark.<nomination>, minutes.<nomination> and seen.<nomination>; the button `rest` marks whoever is left. */
export const MarkingForm = z
  .looseObject({
    ...{ reason: text.max(500, "too_long").default(""), rest: z.string().optional() },
    fromSheet: ticked,
  })
  .transform((form, context): MarkingForm => {
    const seen = Object.entries(form).flatMap(([name, value]) =>
      name.startsWith("seen.")
        ? [{ nominationId: name.slice(5), markId: String(value) || null }]
        : [],
    );
    const marks = seen.flatMap(({ nominationId }): TypedMark[] => {
      const mark = ATTENDANCE_MARKS.find((known) => known === form[`mark.${nominationId}`]);
      if (!mark) return [];
      const minutes = mark === "partial" ? minutesOf(form[`minutes.${nominationId}`]) : null;
      if (mark === "partial" && minutes === null)
        context.issues.push({
          ...{ code: "custom", input: form, message: "minutes_missing" },
          path: [`minutes.${nominationId}`],
        });
      return [{ nominationId, mark, minutes }];
    });
    const { reason, fromSheet } = form;
    return { marks, seen, markRest: form.rest === "present", fromSheet, reason };
  });

/** Whole minutes, or null for anything else. */
export function minutesOf(value: unknown): number | null {
  const minutes =
    typeof value === "string" && /^\d{1,4}$/.test(value.trim()) ? Number(value) : null;
  return minutes !== null && minutes <= 960 ? minutes : null;
}

export const AttendParams = z.object({ code: z.string().regex(/^[a-z2-7]{26}$/) });
export const CodeWordForm = z.object({ word: text.min(1, "required").max(60, "unknown_code") });

/** The attendance of many sessions as CSV text; `reason` is asked for when marks change. */
export const PreviewForm = z.object({
  csv: z.string().min(1, "file_missing").max(1_000_000, "file_too_large"),
});
export const ImportForm = PreviewForm.extend({ reason: text.max(500, "too_long").default("") });

/** A session as the API sends it. */
export const SessionBody = SessionForm.extend({
  moduleId: z.uuid().nullable().default(null),
  roomId: z.uuid().nullable().default(null),
  trainerIds: z.array(z.uuid()).default([]),
  skipWeekends: z.boolean().default(false),
  saveAnyway: z.boolean().default(false),
});

/** Marks as the API sends them: `who` is an e-mail or a nomination, `session` as in a file. */
export const AttendanceBody = z.object({
  rows: z
    .array(
      z.object({
        who: text.max(200),
        session: text.max(200),
        mark: z.enum(ATTENDANCE_MARKS),
        minutes: z.number().int().min(1).max(960).optional(),
      }),
    )
    .min(1)
    .max(5000, "csv_too_long"),
  reason: text.max(500, "too_long").default(""),
});
