/**
 * Which rows may be about somebody who is already there: in an earlier row of the file, on the cohort's roster, or among the
 * people the nominator may see. Nothing is merged here; each find is a question that a person answers.
 */
import { likeness, nameKeys } from "./names";

export type Someone = { fullName: string; email: string; country: string };
export type Known = Someone & { nominationId: string | null; personId: string | null };

export type Duplicate = {
  /** `email`: the same address under another name, or twice in the file. `name`: the same or a similar name in the same country. */
  kind: "email" | "name";
  line: number | null;
  nominationId: string | null;
  personId: string | null;
  fullName: string;
  email: string;
};

type Row = Someone & { line: number };
type Entry = Someone & Pick<Duplicate, "line" | "nominationId" | "personId">;

const MOST = 5;

/** Questions by line. `rows` in the order of the file; a row that says nobody new about a nominated e-mail raises none. */
export function findDuplicates(
  rows: readonly Row[],
  known: readonly Known[],
): Map<number, Duplicate[]> {
  const index = new Index();
  for (const someone of known) index.add({ ...someone, line: null });
  const found = new Map<number, Duplicate[]>();
  for (const row of rows) {
    const duplicates = index.duplicatesOf(row);
    if (duplicates.length > 0) found.set(row.line, duplicates);
    index.add({ ...row, nominationId: null, personId: null });
  }
  return found;
}

class Index {
  readonly #byEmail = new Map<string, Entry[]>();
  readonly #byKey = new Map<string, Entry[]>();

  add(entry: Entry): void {
    push(this.#byEmail, entry.email, entry);
    for (const key of stored(entry)) push(this.#byKey, key, entry);
  }

  duplicatesOf(row: Row): Duplicate[] {
    const same = this.#byEmail.get(row.email) ?? [];
    const byEmail = same.filter(
      (entry) => entry.line !== null || likeness(entry.fullName, row.fullName) === null,
    );
    // an address that is known already has been told apart from its namesakes
    const settled = same.some((entry) => entry.line === null);
    const byName = settled ? [] : this.#namesakesOf(row);
    return [...byEmail.map(asked("email")), ...byName.map(asked("name"))].slice(0, MOST);
  }

  #namesakesOf(row: Row): Entry[] {
    const candidates = new Set(looked(row).flatMap((key) => this.#byKey.get(key) ?? []));
    const alike = [...candidates].filter(
      (entry) => entry.email !== row.email && likeness(entry.fullName, row.fullName) !== null,
    );
    return onePerEmail(alike);
  }
}

const push = (map: Map<string, Entry[]>, key: string, entry: Entry) => {
  const list = map.get(key);
  if (list) list.push(entry);
  else map.set(key, [entry]);
};

/** A name is found under its words, under its words less one, and under its misspellings; all within its country. */
function stored({ country, fullName }: Someone): string[] {
  const { exact, shorter, misspelt } = nameKeys(fullName);
  return [`=${exact}`, ...shorter.map((key) => `-${key}`), ...misspelt.map((key) => `~${key}`)].map(
    (key) => country + key,
  );
}

function looked({ country, fullName }: Someone): string[] {
  const { exact, shorter, misspelt } = nameKeys(fullName);
  const keys = [`=${exact}`, `-${exact}`, ...shorter.map((key) => `=${key}`)];
  return [...keys, ...misspelt.map((key) => `~${key}`)].map((key) => country + key);
}

/** A person who is nominated is asked about once. */
const onePerEmail = (entries: Entry[]): Entry[] => {
  const byEmail = new Map<string, Entry>();
  for (const entry of entries) {
    const before = byEmail.get(entry.email);
    if (!before || (entry.nominationId && !before.nominationId)) byEmail.set(entry.email, entry);
  }
  return [...byEmail.values()];
};

const asked =
  (kind: Duplicate["kind"]) =>
  ({ line, nominationId, personId, fullName, email }: Entry): Duplicate => ({
    kind,
    line,
    nominationId,
    personId,
    fullName,
    email,
  });
