/** Priority areas and the baselines of minimum standards. A baseline version is immutable: changed content needs a new version. */
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import type pg from "pg";
import { z } from "zod";
import { ruleProblems } from "~/domain/gap-analysis/definitions.server";
import type { Rule } from "~/domain/gap-analysis/schema";
import { newId } from "~/domain/kernel/ids";
import type { Loader } from ".";
import { readContent } from "./frameworks";

const key = z.string();
const atLeast = z.number();
const RuleSchema: z.ZodType<Rule> = z.lazy(() =>
  z.discriminatedUnion("op", [
    z.strictObject({
      op: z.literal("coverage"),
      certification: key,
      population: key,
      atLeast: z.number().positive().max(1),
    }),
    z.strictObject({ op: z.literal("count"), certification: key, atLeast }),
    z.strictObject({ op: z.literal("milestone"), key, atLeast: z.string() }),
    z.strictObject({ op: z.literal("age"), key, atMostMonths: z.number() }),
    z.strictObject({ op: z.literal("stage"), key, atLeast }),
    z.strictObject({ op: z.literal("value"), key, atLeast }),
    z.strictObject({ op: z.literal("all"), of: z.array(RuleSchema).min(1) }),
    z.strictObject({ op: z.literal("any"), of: z.array(RuleSchema).min(1) }),
  ]),
);
const Standard = z.strictObject({
  key,
  priorityArea: key,
  specificArea: key,
  title: key,
  kind: key,
  rule: RuleSchema,
  evidence: key,
  coreOnlyCounts: z.boolean(),
});
const Baseline = z.strictObject({
  key,
  version: z.number().int(),
  status: key,
  effectiveFrom: z.iso.date(),
  standards: z.array(Standard).min(1),
});

const sha256 = (value: unknown) => createHash("sha256").update(JSON.stringify(value)).digest("hex");

export const load: Loader = async (db) => {
  for (const area of readContent(
    z.array(z.object({ key, name: key })),
    "frameworks",
    "priority-areas.yaml",
  )) {
    await db.query(
      "insert into priority_area (key, name) values ($1, $2) on conflict (key) do update set name = $2",
      [area.key, area.name],
    );
  }
  for (const file of readdirSync("content/baselines"))
    await loadBaseline(db, readContent(Baseline, "baselines", file));
};

async function loadBaseline(db: pg.Client, baseline: z.infer<typeof Baseline>): Promise<void> {
  const hash = sha256(baseline);
  const { rows } = await db.query<{ hash: string }>(
    "select document_hash as hash from baseline where key = $1 and version = $2",
    [baseline.key, baseline.version],
  );
  if (rows[0]?.hash === hash) return;
  if (rows[0])
    throw new Error(
      `The baseline ${baseline.key} ${baseline.version} is loaded and its content has changed. Give it a new version.`,
    );
  const keys = async (table: string) =>
    new Set(
      (await db.query<{ key: string }>(`select key from ${table}`)).rows.map((row) => row.key),
    );
  const [populations, certifications] = [await keys("population"), await keys("certification")];
  const problems = baseline.standards.flatMap((s) =>
    ruleProblems(s.rule, populations, certifications).map((problem) => `${s.key}: ${problem}`),
  );
  if (problems.length > 0)
    throw new Error(`The baseline ${baseline.key} cannot be loaded:\n${problems.join("\n")}`);
  await db.query(
    "insert into baseline (key, version, status, effective_from, document_hash) values ($1, $2, $3, $4, $5)",
    [baseline.key, baseline.version, baseline.status, baseline.effectiveFrom, hash],
  );
  for (const [position, s] of baseline.standards.entries()) {
    await db.query(
      `insert into minimum_standard (id, baseline_key, baseline_version, key, priority_area, specific_area, title, kind, rule, rule_hash, evidence, core_only_counts, position)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        newId(),
        baseline.key,
        baseline.version,
        s.key,
        s.priorityArea,
        s.specificArea,
        s.title,
        s.kind,
        JSON.stringify(s.rule),
        sha256(s.rule),
        s.evidence,
        s.coreOnlyCounts,
        position,
      ],
    );
  }
}
