/**
 * A standard's outcome for a country on a day: a pure function of the rule and the facts, three-valued. Missing or stale input is
 * unknown, never zero and never passed (DESIGN §10, §4.12).
 */
import { ASSURANCES } from "~/domain/capacity/schema";
import { addMonths, type Day, daysBetween } from "~/domain/kernel/days";
import type { Cell, Facts, Flag, Rule, Standard, Status, Workforce } from "./schema";

type Outcome = Omit<Cell, "ruleHash" | "ruling">;

const NOTHING: Outcome = {
  status: "unknown",
  likely: false,
  numerator: null,
  denominator: null,
  required: null,
  shortfall: null,
  expiring90: 0,
  expiring180: 0,
  lapsed: 0,
  extended: 0,
  flags: [],
};
const STALE_MONTHS = 12;
const SMALL = 5;

export function evaluate(standard: Standard, facts: Facts): Cell {
  const { ruleHash } = standard;
  const ruling = facts.rulings.get(standard.key);
  if (!ruling) return { ...outcome(standard.rule, standard, facts), ruleHash };
  if (!ruling.applicable) return { ...NOTHING, status: "not_applicable", ruleHash, ruling };
  return { ...outcome(standard.rule, standard, facts), ruleHash, ruling };
}

function outcome(rule: Rule, standard: Standard, facts: Facts): Outcome {
  switch (rule.op) {
    case "coverage":
      return coverage(rule, standard, facts);
    case "count":
      return headcount(rule, standard, facts);
    case "milestone":
      return milestone(rule, facts);
    case "age":
      return age(rule, facts);
    case "stage":
    case "value":
      return indicator(rule, facts);
    case "all":
    case "any":
      return combined(rule, standard, facts);
  }
}

/** Persons who count: valid, strong enough, and core only where the standard says so. Professions sum; "*" is anyone once. */
function numerator(certification: string, professions: string[], standard: Standard, facts: Facts) {
  const minimum = ASSURANCES.indexOf(facts.minimumAssurance.get(certification) ?? "C2");
  const rows = facts.certified.filter(
    (row) =>
      row.certification === certification &&
      professions.includes(row.profession) &&
      ASSURANCES.indexOf(row.assurance) >= minimum &&
      (row.scope === "full" || standard.coreOnlyCounts),
  );
  const sum = (pick: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + pick(row), 0);
  const now = sum((row) => row.now);
  const lapsed = facts.lapsed
    .filter(
      (row) =>
        row.certification === certification &&
        (professions.includes("*") || professions.includes(row.profession)),
    )
    .reduce((total, row) => total + row.lapsed, 0);
  return {
    now,
    expiring90: Math.max(0, now - sum((row) => row.in90)),
    expiring180: Math.max(0, now - sum((row) => row.in180)),
    lapsed,
    extended: sum((row) => (row.extended ? row.now : 0)),
  };
}

function coverage(
  rule: Extract<Rule, { op: "coverage" }>,
  standard: Standard,
  facts: Facts,
): Outcome {
  const { now: n, ...rest } = numerator(
    rule.certification,
    facts.professions.get(rule.population) ?? [],
    standard,
    facts,
  );
  const workforce = facts.workforce.get(rule.population);
  if (!workforce || workforce.value === 0)
    return { ...NOTHING, ...rest, numerator: n, flags: ["DEN_MISSING", ...extendedFlag(rest)] };
  const { value, low, high } = workforce;
  const flags = [...workforceFlags(workforce, facts.on, n), ...extendedFlag(rest)];
  const required = Math.ceil(rule.atLeast * value - 1e-9);
  const base = {
    ...NOTHING,
    ...rest,
    numerator: n,
    denominator: { value, low, high },
    required,
    shortfall: Math.max(0, Math.ceil(rule.atLeast * high - 1e-9) - n),
    flags,
  };
  if (flags.includes("DEN_LT_NUM") || flags.includes("DEN_STALE")) return base;
  const status: Status =
    n >= rule.atLeast * high - 1e-9
      ? "met"
      : low > 0 && n < rule.atLeast * low - 1e-9
        ? "not_met"
        : "unknown";
  if (status === "met" && n - rest.expiring180 < rule.atLeast * high - 1e-9)
    flags.push("WILL_LAPSE");
  return { ...base, status, likely: status === "unknown" && n >= rule.atLeast * value - 1e-9 };
}

const extendedFlag = ({ extended }: { extended: number }): Flag[] =>
  extended > 0 ? ["EXTENDED"] : [];

function workforceFlags(workforce: Workforce, on: Day, n: number): Flag[] {
  const flags: Flag[] = [];
  if (n > workforce.high) flags.push("DEN_LT_NUM");
  if (addMonths(workforce.asOfOn, workforce.method === "gazette" ? 24 : STALE_MONTHS) < on)
    flags.push("DEN_STALE");
  if (workforce.method === "estimate" || workforce.method === "model") flags.push("DEN_ESTIMATE");
  if (workforce.value < SMALL) flags.push("SMALL_N");
  return flags;
}

function headcount(
  rule: Extract<Rule, { op: "count" }>,
  standard: Standard,
  facts: Facts,
): Outcome {
  const { now: n, ...rest } = numerator(rule.certification, ["*"], standard, facts);
  const flags: Flag[] =
    n >= rule.atLeast && n - rest.expiring180 < rule.atLeast ? ["WILL_LAPSE"] : [];
  flags.push(...extendedFlag(rest));
  return {
    ...NOTHING,
    ...rest,
    status: n >= rule.atLeast ? "met" : "not_met",
    numerator: n,
    required: rule.atLeast,
    shortfall: Math.max(0, rule.atLeast - n),
    flags,
  };
}

function milestone(rule: Extract<Rule, { op: "milestone" }>, facts: Facts): Outcome {
  const record = facts.milestones.get(rule.key);
  if (!record) return { ...NOTHING, flags: ["EVIDENCE_MISSING"] };
  const reached = record.ladder.indexOf(record.state) >= record.ladder.indexOf(rule.atLeast);
  return { ...NOTHING, status: reached ? "met" : "not_met" };
}

function age(rule: Extract<Rule, { op: "age" }>, facts: Facts): Outcome {
  const record = facts.indicators.get(rule.key);
  if (!record?.happenedOn) return { ...NOTHING, flags: ["EVIDENCE_MISSING"] };
  return {
    ...NOTHING,
    status: addMonths(record.happenedOn, rule.atMostMonths) >= facts.on ? "met" : "not_met",
  };
}

function indicator(rule: Extract<Rule, { op: "stage" | "value" }>, facts: Facts): Outcome {
  const record = facts.indicators.get(rule.key);
  if (!record || record.value === null) return { ...NOTHING, flags: ["EVIDENCE_MISSING"] };
  if (rule.op === "value" && daysBetween(record.asOfOn, facts.on) > 366)
    return {
      ...NOTHING,
      numerator: record.value,
      required: rule.atLeast,
      flags: ["EVIDENCE_STALE"],
    };
  const met = record.value >= rule.atLeast;
  return {
    ...NOTHING,
    status: met ? "met" : "not_met",
    numerator: record.value,
    required: rule.atLeast,
    shortfall: met ? 0 : rule.atLeast - record.value,
  };
}

/** Kleene's three values: all is not met as soon as one part is not; any is met as soon as one part is. */
function combined(
  rule: Extract<Rule, { op: "all" | "any" }>,
  standard: Standard,
  facts: Facts,
): Outcome {
  const parts = rule.of.map((part) => outcome(part, standard, facts));
  const decisive: Status = rule.op === "all" ? "not_met" : "met";
  const neutral: Status = rule.op === "all" ? "met" : "not_met";
  const status = parts.some((part) => part.status === decisive)
    ? decisive
    : parts.every((part) => part.status === neutral)
      ? neutral
      : "unknown";
  const extended = parts.reduce((sum, part) => sum + part.extended, 0);
  const open = status === "unknown" ? parts.flatMap((part) => part.flags) : [];
  return {
    ...NOTHING,
    status,
    extended,
    flags: [...new Set([...open, ...extendedFlag({ extended })])],
  };
}
