/** The milestones, ladders and indicators that rules may name, from content/frameworks. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Rule } from "./schema";

const Milestones = z.object({
  ladders: z.record(z.string(), z.array(z.string())),
  milestones: z.array(z.object({ key: z.string(), ladder: z.string(), name: z.string() })),
});
const Indicators = z.array(
  z.object({ key: z.string(), kind: z.enum(["age", "stage", "value"]), name: z.string() }),
);

export type MilestoneDefinition = { key: string; name: string; states: string[] };
export type IndicatorDefinition = z.infer<typeof Indicators>[number];

let known:
  | { milestones: Map<string, MilestoneDefinition>; indicators: Map<string, IndicatorDefinition> }
  | undefined;

export function definitions() {
  known ??= readDefinitions();
  return known;
}

function readDefinitions() {
  const { ladders, milestones } = Milestones.parse(
    parse(readFileSync(join("content", "frameworks", "milestones.yaml"), "utf8")),
  );
  const indicators = Indicators.parse(
    parse(readFileSync(join("content", "frameworks", "indicators.yaml"), "utf8")),
  );
  return {
    milestones: new Map(
      milestones.map(({ key, name, ladder }) => [
        key,
        { key, name, states: ladders[ladder] ?? [] },
      ]),
    ),
    indicators: new Map(indicators.map((indicator) => [indicator.key, indicator])),
  };
}

/** What a rule names that does not exist. Empty when it can be evaluated. */
export function ruleProblems(
  rule: Rule,
  populations: Set<string>,
  certifications: Set<string>,
): string[] {
  const { milestones, indicators } = definitions();
  switch (rule.op) {
    case "all":
    case "any":
      return rule.of.flatMap((part) => ruleProblems(part, populations, certifications));
    case "coverage":
      return [
        ...(populations.has(rule.population) ? [] : [`unknown population ${rule.population}`]),
        ...(certifications.has(rule.certification)
          ? []
          : [`unknown certification ${rule.certification}`]),
      ];
    case "count":
      return certifications.has(rule.certification)
        ? []
        : [`unknown certification ${rule.certification}`];
    case "milestone":
      return milestones.get(rule.key)?.states.includes(rule.atLeast)
        ? []
        : [`unknown milestone or state ${rule.key} ${rule.atLeast}`];
    default:
      return indicators.get(rule.key)?.kind === rule.op
        ? []
        : [`unknown indicator ${rule.op} ${rule.key}`];
  }
}
