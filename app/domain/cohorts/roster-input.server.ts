/** Parsers for rosters: what their pages and the API send. */
import { z } from "zod";
import { ROSTER_FIELDS, type RosterField } from "./roster/fields";
import { ROW_SORTS, ROW_STATES } from "./roster/schema";

export const RosterParams = z.object({ importId: z.uuid() });
export const CountryRostersParams = z.object({ iso2: z.string().regex(/^[A-Z]{2}$/) });

const page = z.coerce.number().int().min(1).max(100_000).default(1);
export const RowsQuery = z.object({
  state: z.enum(ROW_STATES).nullable().catch(null).default(null),
  sort: z.enum(ROW_SORTS).catch("line").default("line"),
  page,
});
export const RowPageQuery = z.object({ page });

const isField = (name: string): name is RosterField =>
  ROSTER_FIELDS.some((field) => field === name);

const column = z.coerce.number("invalid_value").int("invalid_value").min(0, "invalid_value");
const word = z.string().trim().max(200).optional();

/** Which column each field stands in, counted from 0, and what holds where a cell is empty. */
export const MappingBody = z.object({
  columns: z.partialRecord(z.enum(ROSTER_FIELDS), column),
  defaults: z.object({ country: word, profession: word }).default({}),
});

/** A form names a field's column `columns.email`, and `defaults.country`; what is empty is not said. */
export const MappingForm = z.preprocess((form) => {
  const said = entriesOf(form).filter(([, value]) => value !== "");
  return { columns: beneath(said, "columns."), defaults: beneath(said, "defaults.") };
}, MappingBody);

const entriesOf = (form: unknown): [string, unknown][] =>
  typeof form === "object" && form !== null ? Object.entries(form) : [];

const beneath = (entries: [string, unknown][], prefix: string) =>
  Object.fromEntries(
    entries.flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
    ),
  );

const Correction = z.object({
  line: z.number().int().min(1),
  fixes: z.partialRecord(z.enum(ROSTER_FIELDS), z.string().trim().max(2000)),
  skip: z.boolean().default(false),
});
export const CorrectionsBody = z.object({ rows: z.array(Correction).max(500) });

/** A form names what is said of a row `row.12.email`, and `row.12.skip`. */
export const CorrectionsForm = z.preprocess((form) => {
  const rows = new Map<number, { fixes: Record<string, unknown>; skip: boolean }>();
  for (const [name, value] of entriesOf(form)) {
    const [, line, field = ""] = /^row\.(\d{1,6})\.(\w+)$/.exec(name) ?? [];
    if (!line) continue;
    const row = rows.get(Number(line)) ?? { fixes: {}, skip: false };
    if (field === "skip") row.skip = true;
    else if (isField(field)) row.fixes[field] = value;
    rows.set(Number(line), row);
  }
  return { rows: [...rows].map(([line, row]) => ({ line, ...row })) };
}, CorrectionsBody);

const Answer = z.object({
  line: z.number().int().min(1),
  answer: z.union([
    z.enum(["different_person", "skip"]),
    z.object({ sameAs: z.string().max(254) }),
  ]),
});
export const AnswersBody = z.object({ rows: z.array(Answer).max(500) });

const SAME = "same:";

/** A form answers a row's question in `answer.12`: `different_person`, `skip` or `same:<e-mail>`. */
export const AnswersForm = z.preprocess((form) => {
  const rows = entriesOf(form).flatMap(([name, value]) => {
    const [, line] = /^answer\.(\d{1,6})$/.exec(name) ?? [];
    if (!line || typeof value !== "string" || value === "") return [];
    const answer = value.startsWith(SAME) ? { sameAs: value.slice(SAME.length) } : value;
    return [{ line: Number(line), answer }];
  });
  return { rows };
}, AnswersBody);

/** What stands beside the file in an upload. */
export const UploadForm = z.object({ cohortId: z.uuid("required") });
