/** Parsers for what this area keeps as data: item banks, blueprints and rubrics, from content files and back from the database. */
import { z } from "zod";
import type { Criterion } from "./schema";

const key = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/i);
const text = z.string().trim().min(1).max(4000);

const Option = z.object({ key: z.coerce.string().min(1).max(8), text });
export const Options = z.array(Option).min(2).max(8);

/** One question of a bank. Its answer names one of its options, and no two options say the same. */
export const ItemContent = z
  .object({
    key,
    objective: key,
    stem: text,
    options: Options,
    answer: z.coerce.string(),
    rationale: text,
  })
  .refine((item) => item.options.some((option) => option.key === item.answer), "answer_unknown")
  .refine((item) => areDistinct(item.options.map((option) => option.key)), "option_key_twice")
  .refine((item) => areDistinct(item.options.map((option) => option.text)), "option_text_twice");
export type ItemContent = z.infer<typeof ItemContent>;

export const ItemBank = z
  .array(ItemContent)
  .refine((items) => areDistinct(items.map((item) => item.key)), "item_key_twice");

export const Draw = z.array(z.object({ objective: key, items: z.number().int().positive() }));

/** How an exam is drawn. The pass mark is the curriculum's own; `module` names the exam where a curriculum has several. */
export const ExamContent = z.object({
  module: key.optional(),
  minutes: z.number().int().min(1).max(600),
  attempts: z.number().int().min(1).max(20),
  waitDays: z.number().int().min(0).max(365),
  draw: Draw.min(1).refine(
    (draw) => areDistinct(draw.map((line) => line.objective)),
    "objective_twice",
  ),
});

const CriterionContent: z.ZodType<Criterion> = z.object({
  key,
  title: text,
  guidance: z.string().trim().default(""),
  levels: z.tuple([text, text, text, text]),
  mustPass: z.boolean().default(false),
});

/** What a practical is marked by; `module` as for exams. */
export const RubricContent = z.object({
  module: key.optional(),
  title: text,
  brief: z.string().trim().default(""),
  criteria: z
    .array(CriterionContent)
    .min(1)
    .max(30)
    .refine(
      (criteria) => areDistinct(criteria.map((criterion) => criterion.key)),
      "criterion_twice",
    ),
  passPercent: z.number().int().min(1).max(100),
  mustPassMark: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  assessors: z.union([z.literal(1), z.literal(2)]).default(1),
});

const areDistinct = (values: string[]) => new Set(values).size === values.length;
