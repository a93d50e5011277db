/** From awards and postings to holdings, and from holdings to deltas. Pure; overlaps, upgrades, transfers and revocations are one case. */
import { addDays, compareDays, type Day } from "~/domain/kernel/days";
import { ASSURANCES, type AwardFact, type Delta, type Holding, type PostingFact } from "./schema";

const later = (a: Day, b: Day): Day => (a > b ? a : b);
const earlier = (a: Day, b: Day): Day => (a < b ? a : b);

/** An award counts where its holder has a posting that day: fully from the day the overlay is covered, before that as core only. */
export function computeHoldings(postings: PostingFact[], awards: AwardFact[]): Holding[] {
  return awards.flatMap((award) =>
    spans(award).flatMap((span) => postings.flatMap((posting) => held(award, span, posting))),
  );
}

type Span = { from: Day; to: Day; extended: boolean };

/** The days of its own validity, and after them those that only an extension holds; none from the day it is revoked. */
function spans({ from, to, extendedTo, revokedOn }: AwardFact): Span[] {
  const own: Span = { from, to, extended: false };
  const days: Span[] =
    extendedTo && extendedTo > to
      ? [own, { from: addDays(to, 1), to: extendedTo, extended: true }]
      : [own];
  if (!revokedOn) return days;
  const last = addDays(revokedOn, -1);
  return days.map((span) => ({ ...span, to: earlier(span.to, last) }));
}

function held(award: AwardFact, span: Span, posting: PostingFact): Holding[] {
  const from = later(span.from, posting.from);
  const to = posting.to ? earlier(span.to, posting.to) : span.to;
  if (compareDays(from, to) > 0) return [];
  const { country, branch, profession } = posting;
  const base = {
    country,
    branch,
    profession,
    certification: award.certification,
    assurance: award.assurance,
    extended: span.extended,
    awardId: award.id,
  };
  const covered = award.coverage[country];
  if (!covered || covered > to) return [{ ...base, scope: "core_only", from, to }];
  if (covered <= from) return [{ ...base, scope: "full", from, to }];
  return [
    { ...base, scope: "core_only", from, to: addDays(covered, -1) },
    { ...base, scope: "full", from: covered, to },
  ];
}

type Key = Pick<Delta, "country" | "profession" | "certification">;

/** The deltas of one person's holdings in all four series. */
export function deltasOf(holdings: Holding[]): Delta[] {
  const series = new Map<string, { key: Key; holdings: Holding[] }>();
  for (const holding of holdings) {
    for (const country of [holding.country, "*"]) {
      for (const profession of [holding.profession, "*"]) {
        const key = { country, profession, certification: holding.certification };
        const name = JSON.stringify(key);
        const known = series.get(name) ?? { key, holdings: [] };
        known.holdings.push(holding);
        series.set(name, known);
      }
    }
  }
  return [...series.values()].flatMap(({ key, holdings: own }) => steps(key, own));
}

/** At every day the person counts once, at best standing; a step wherever that changes. */
function steps(key: Key, holdings: Holding[]): Delta[] {
  const days = [
    ...new Set(holdings.flatMap((holding) => [holding.from, addDays(holding.to, 1)])),
  ].sort(compareDays);
  const deltas: Delta[] = [];
  let current = null as Holding | null;
  for (const day of days) {
    const next = best(holdings.filter((holding) => holding.from <= day && holding.to >= day));
    if (sameStanding(current, next)) continue;
    if (current) deltas.push({ ...key, ...standing(current), day, change: -1 });
    if (next) deltas.push({ ...key, ...standing(next), day, change: 1 });
    current = next;
  }
  return deltas;
}

const standing = ({ scope, assurance, extended }: Holding) => ({ scope, assurance, extended });
const sameStanding = (a: Holding | null, b: Holding | null): boolean =>
  a?.scope === b?.scope && a?.assurance === b?.assurance && a?.extended === b?.extended;

/** Full before core only, then the stronger evidence, then what is held in its own right before what is only extended. */
const rank = (holding: Holding) =>
  (holding.scope === "full" ? 100 : 0) +
  ASSURANCES.indexOf(holding.assurance) * 10 +
  (holding.extended ? 0 : 1);
const best = (holdings: Holding[]): Holding | null =>
  holdings.reduce<Holding | null>(
    (top, holding) => (top && rank(top) >= rank(holding) ? top : holding),
    null,
  );

/** What must be appended so that the sum of everything appended for this person equals `after`. */
export function difference(before: Delta[], after: Delta[]): Delta[] {
  const net = new Map<string, { delta: Delta; sum: number }>();
  const add = (delta: Delta, sign: 1 | -1) => {
    const name = JSON.stringify([
      delta.country,
      delta.profession,
      delta.certification,
      delta.scope,
      delta.assurance,
      delta.extended,
      delta.day,
    ]);
    const known = net.get(name) ?? { delta, sum: 0 };
    known.sum += sign * delta.change;
    net.set(name, known);
  };
  for (const delta of after) add(delta, 1);
  for (const delta of before) add(delta, -1);
  return [...net.values()].flatMap(({ delta, sum }) =>
    Array.from({ length: Math.abs(sum) }, () => ({ ...delta, change: Math.sign(sum) as 1 | -1 })),
  );
}
