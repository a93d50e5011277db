/**
 * When two written names may be one person: accents, capitals, particles, titles and the order "Family, Given" do not count;
 * a second given name may be missing from one of them or be an initial, and one longer word may be misspelt by one letter. Pure; it only
 * asks, people decide.
 */

const LETTERS: Record<string, string> = { ß: "ss", ø: "o", æ: "ae", œ: "oe", ł: "l", đ: "d" };

/** Lower case, without accents, apostrophes or punctuation, single spaces. */
export const folded = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ßøæœłđ]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/['’ʼ`]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const SUFFIX = /^(jr|sr|ii|iii|iv|kc|qc|sc|esq|phd|md|mba)$/;
const TITLES = new Set("mr mrs ms miss dr prof hon honourable justice sir dame rev".split(" "));
const PARTICLES = new Set(
  "de del della di da das do dos du la las le les los el al van von der den ter ten y e i".split(
    " ",
  ),
);

/** "Laurent, Ada" as "Ada Laurent"; a suffix after the comma stays where it is. */
export function givenFirst(name: string): string {
  const [family = "", given = "", ...more] = name.split(",").map((part) => part.trim());
  if (more.length > 0 || !family || !given || SUFFIX.test(folded(given).replaceAll(" ", "")))
    return name.replace(/\s+/g, " ").trim();
  return `${given} ${family}`.replace(/\s+/g, " ");
}

/** The words of a name that tell people apart, in alphabetical order. */
export function nameWords(name: string): string[] {
  const words = folded(givenFirst(name))
    .split(" ")
    .map((word) => (word === "st" || word === "ste" ? "saint" : word));
  const telling = words.filter((word) => !TITLES.has(word) && !PARTICLES.has(word));
  const kept = telling.filter((word) => !SUFFIX.test(word));
  return (kept.length > 0 ? kept : telling.length > 0 ? telling : words).sort();
}

export type NameKeys = { exact: string; shorter: string[]; misspelt: string[] };

/** Names that may be one person share a key, so that thousands are compared without looking at every pair. */
export function nameKeys(name: string): NameKeys {
  const words = nameWords(name);
  const without = (index: number) => words.filter((_, other) => other !== index).join(" ");
  return {
    exact: words.join(" "),
    shorter: words.length > 2 ? words.map((_, index) => without(index)) : [],
    misspelt: words.length > 1 ? words.flatMap((word, i) => spellings(word, without(i))) : [],
  };
}

/** The word's initial, and every word that misses one of its letters, the first excepted, beside the other words. */
function spellings(word: string, rest: string): string[] {
  const initial = `${rest}|${word.charAt(0)}.`;
  if (word.length < LONG_WORD) return [initial];
  const shortened = Array.from({ length: word.length - 1 }, (_, index) => cut(word, index + 1));
  return [initial, ...[word, ...shortened].map((variant) => `${rest}|${variant}`)];
}

const LONG_WORD = 5;
const cut = (word: string, at: number) => word.slice(0, at) + word.slice(at + 1);

export type Likeness = "equal" | "similar" | null;

/** Symmetric. */
export function likeness(one: string, other: string): Likeness {
  const [a, b] = [nameKeys(one), nameKeys(other)];
  if (a.exact === b.exact) return "equal";
  if (a.shorter.includes(b.exact) || b.shorter.includes(a.exact)) return "similar";
  return misspelt(nameWords(one), nameWords(other)) ? "similar" : null;
}

/** Exactly one word differs: it is an initial, or one letter is missing, added, replaced or swapped with its neighbour, and not the first. */
function misspelt(one: string[], other: string[]): boolean {
  if (one.length !== other.length || one.length < 2) return false;
  const left = without(one, other);
  const right = without(other, one);
  const [a = "", b = ""] = [left[0], right[0]];
  if (left.length !== 1 || right.length !== 1 || a[0] !== b[0]) return false;
  const shorter = Math.min(a.length, b.length);
  return shorter === 1 || (shorter >= LONG_WORD && oneEdit(a, b));
}

/** The words of `list` that `others` does not have, counted. */
function without(list: string[], others: string[]): string[] {
  const left = [...others];
  return list.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function oneEdit(a: string, b: string): boolean {
  if (a.length > b.length) return oneEdit(b, a);
  let from = 0;
  while (from < a.length && a[from] === b[from]) from++;
  const [restA, restB] = [a.slice(from), b.slice(from)];
  if (a.length < b.length) return restB.slice(1) === restA;
  const swapped = restA[0] === restB[1] && restA[1] === restB[0];
  return restA.slice(1) === restB.slice(1) || (swapped && restA.slice(2) === restB.slice(2));
}
