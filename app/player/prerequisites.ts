/**
 * What an item's prerequisites ask for (SCORM 1.2 CAM §2.3.2.5.1.1, aicc_script of AICC CMI §4.3.1): lessons and blocks by their
 * identifiers, joined by & | ~ and compared with a status. Pure.
 */

/** The vocabulary of cmi.core.lesson_status (RTE §3.4.4). */
export const LESSON_STATUSES = [
  "passed",
  "completed",
  "failed",
  "incomplete",
  "browsed",
  "not attempted",
] as const;
export type LessonStatus = (typeof LESSON_STATUSES)[number];

export type Prerequisites =
  /** An element that stands alone must be passed or completed. */
  | { kind: "done"; element: string }
  | { kind: "is"; element: string; status: LessonStatus }
  | { kind: "not"; of: Prerequisites }
  | { kind: "atLeast"; count: number; of: Prerequisites[] };

export const isDone = (status: LessonStatus): boolean =>
  status === "passed" || status === "completed";

const STATUSES: Record<string, LessonStatus> = {
  ...{ passed: "passed", p: "passed", completed: "completed", c: "completed" },
  ...{ failed: "failed", f: "failed", incomplete: "incomplete", i: "incomplete" },
  ...{ browsed: "browsed", b: "browsed", "not attempted": "not attempted", n: "not attempted" },
};

/** A script longer than any real one, or deeper, is none. */
const LENGTH_MAX = 20_000;
const DEPTH_MAX = 100;

/** Reads a script; null for one that cannot be read, which then must not keep anybody out. */
export function parsePrerequisites(script: string): Prerequisites | null {
  const tokens = script.length > LENGTH_MAX ? null : tokensOf(script);
  if (!tokens) return null;
  try {
    return new Parser(tokens).read();
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

/** Whether the prerequisites are met as things stand. */
export function areMet(asked: Prerequisites, statusOf: (element: string) => LessonStatus): boolean {
  switch (asked.kind) {
    case "done":
      return isDone(statusOf(asked.element));
    case "is":
      return statusOf(asked.element) === asked.status;
    case "not":
      return !areMet(asked.of, statusOf);
    case "atLeast":
      return asked.of.filter((part) => areMet(part, statusOf)).length >= asked.count;
  }
}

/** The elements a script names, each once, in its order. */
export const elementsIn = (asked: Prerequisites): string[] => [...new Set(namesIn(asked))];

function namesIn(asked: Prerequisites): string[] {
  if (asked.kind === "done" || asked.kind === "is") return [asked.element];
  return asked.kind === "not" ? namesIn(asked.of) : asked.of.flatMap(namesIn);
}

type Possible = { met: boolean; unmet: boolean };

/** Whether they can be met when every element may come to one of these statuses, whatever becomes of the others. */
export const canBeMet = (
  asked: Prerequisites,
  statusesOf: (element: string) => readonly LessonStatus[],
): boolean => possible(asked, statusesOf).met;

function possible(
  asked: Prerequisites,
  statusesOf: (element: string) => readonly LessonStatus[],
): Possible {
  switch (asked.kind) {
    case "done":
    case "is": {
      const met = (status: LessonStatus) => areMet(asked, () => status);
      const statuses = statusesOf(asked.element);
      return { met: statuses.some(met), unmet: !statuses.every(met) };
    }
    case "not": {
      const { met, unmet } = possible(asked.of, statusesOf);
      return { met: unmet, unmet: met };
    }
    case "atLeast": {
      const parts = asked.of.map((part) => possible(part, statusesOf));
      const most = parts.filter(({ met }) => met).length;
      const least = parts.filter(({ unmet }) => !unmet).length;
      return { met: most >= asked.count, unmet: least < asked.count };
    }
  }
}

type Token = { sign: string } | { word: string };

function tokensOf(script: string): Token[] | null {
  const pattern = /\s*(?:(<>|[&|~=(){},*])|"([^"]*)"|([^\s&|~=<>(){},*"][^&|~=<>(){},*"]*))/y;
  const text = script.trim();
  const tokens: Token[] = [];
  while (pattern.lastIndex < text.length) {
    const [, sign, quoted, plain] = pattern.exec(text) ?? [];
    const word = (quoted ?? plain)?.trim().replace(/\s+/g, " ");
    if (sign !== undefined) tokens.push({ sign });
    else if (word) tokens.push({ word });
    else return null;
  }
  return tokens;
}

class Unreadable extends Error {}

/** From the loosest to the tightest: |, &, ~, comparison. */
class Parser {
  #position = 0;
  #depth = 0;

  constructor(private readonly tokens: Token[]) {}

  read(): Prerequisites {
    const script = this.#either();
    if (this.#position < this.tokens.length) throw new Unreadable();
    return script;
  }

  #either(): Prerequisites {
    this.#depth += 1;
    if (this.#depth > DEPTH_MAX) throw new Unreadable();
    const parts = this.#list("|", () => this.#both());
    this.#depth -= 1;
    return joined(parts, 1);
  }

  #both(): Prerequisites {
    const parts = this.#list("&", () => this.#negated());
    return joined(parts, parts.length);
  }

  #negated(): Prerequisites {
    let isNegated = false;
    while (this.#takes("~")) isNegated = !isNegated;
    const of = this.#compared();
    return isNegated ? { kind: "not", of } : of;
  }

  #compared(): Prerequisites {
    const operand = this.#operand();
    const isUnequal = this.#takes("<>");
    if (!isUnequal && !this.#takes("=")) return operand;
    const status = STATUSES[this.#word().toLowerCase()];
    if (!status) throw new Unreadable();
    const is = withStatus(operand, status);
    return isUnequal ? { kind: "not", of: is } : is;
  }

  #operand(): Prerequisites {
    if (this.#takes("(")) {
      const inner = this.#either();
      this.#expect(")");
      return inner;
    }
    if (this.#takes("{")) return this.#set(null);
    const word = this.#word();
    if (!this.#takes("*")) return { kind: "done", element: word };
    this.#expect("{");
    if (!/^\d{1,4}$/.test(word)) throw new Unreadable();
    return this.#set(Number(word));
  }

  /** X*{A, B, C} asks for X of them, a set alone for all. */
  #set(count: number | null): Prerequisites {
    const of = this.#list(",", () => this.#either());
    this.#expect("}");
    return { kind: "atLeast", count: count ?? of.length, of };
  }

  #list(separator: string, readOne: () => Prerequisites): Prerequisites[] {
    const parts = [readOne()];
    while (this.#takes(separator)) parts.push(readOne());
    return parts;
  }

  #takes(sign: string): boolean {
    const token = this.tokens[this.#position];
    if (!token || !("sign" in token) || token.sign !== sign) return false;
    this.#position += 1;
    return true;
  }

  #expect(sign: string): void {
    if (!this.#takes(sign)) throw new Unreadable();
  }

  #word(): string {
    const token = this.tokens[this.#position];
    if (!token || !("word" in token)) throw new Unreadable();
    this.#position += 1;
    return token.word;
  }
}

function joined(parts: Prerequisites[], count: number): Prerequisites {
  const [only] = parts;
  return only && parts.length === 1 ? only : { kind: "atLeast", count, of: parts };
}

/** Only an element, or a set of elements, has a status. */
function withStatus(operand: Prerequisites, status: LessonStatus): Prerequisites {
  if (operand.kind === "done") return { kind: "is", element: operand.element, status };
  if (operand.kind !== "atLeast") throw new Unreadable();
  return { ...operand, of: operand.of.map((part) => withStatus(part, status)) };
}
