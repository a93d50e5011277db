/** What a rule speaks of. */
import type { Rule } from "./schema";

/** The certification a rule of training counts. */
export const certificationOf = (rule: Rule): string | null =>
  rule.op === "coverage" || rule.op === "count" ? rule.certification : null;

/** The milestones and indicators a rule reads. */
export const keysOf = (rule: Rule): string[] => {
  if (rule.op === "all" || rule.op === "any") return rule.of.flatMap(keysOf);
  return "key" in rule ? [rule.key] : [];
};
