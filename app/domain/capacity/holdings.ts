/** From awards and postings to holdings, and from holdings to deltas. Pure; overlaps, upgrades, transfers and revocations are one case. */
import { addDays, compareDays, type Day } from "~/domain/kernel/days";
import { ASSURANCES, type AwardFact, type Delta, type Holding, type PostingFact } from "./schema";

const later = (a: Day, b: Day): Day => (a > b ? a : b);
const earlier = (a: Day, b: Day): Day => (a < b ? a : b);

/** An award counts where its holder has a posting that day: fully from the day the overlay is covered, before that as core only. */
export function computeHoldings(postings: PostingFact[], awards: AwardFact[]): Holding[] {
  return awards.flatMap((award) => postings.flatMap((posting) => held(award, posting)));
}

function held(award: AwardFact, posting: PostingFact): Holding[] {
  const last = award.revokedOn ? earlier(award.to, addDays(award.revokedOn, -1)) : award.to;
  const from = later(award.from, posting.from);
  const to = posting.to ? earlier(last, posting.to) : last;
  if (compareDays(from, to) > 0) return [];
  const { country, branch, profession } = posting;
  const base = {
    country,
    branch,
    profession,
    certification: award.certification,
    assurance: award.assurance,
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
    if (current?.scope === next?.scope && current?.assurance === next?.assurance) continue;
    if (current)
      deltas.push({ ...key, scope: current.scope, assurance: current.assurance, day, change: -1 });
    if (next) deltas.push({ ...key, scope: next.scope, assurance: next.assurance, day, change: 1 });
    current = next;
  }
  return deltas;
}

const rank = (holding: Holding) =>
  (holding.scope === "full" ? 10 : 0) + ASSURANCES.indexOf(holding.assurance);
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
