/**
 * Which activity of a package's next version is which of the one before, so that what learners did can follow them.
 * The identifier says it, else the launch address. Authoring tools that number their items give the old number to another
 * lesson when one is inserted: an address that clearly wandered to another identifier therefore counts more than the number.
 */
import { type Activity, everyActivity } from "./schema";

export type ActivityMatch = {
  from: string;
  to: string;
  title: string;
  titleBefore: string;
  /** What of the two it was recognised by; `both` when neither changed. */
  by: "both" | "identifier" | "address";
};

export type VersionMatch = {
  /** Neither identifier nor address changed. */
  matched: ActivityMatch[];
  /** The same activity under another identifier or another address. */
  moved: ActivityMatch[];
  /** Only in the version after. */
  added: Activity[];
  /** Only in the version before: what learners did there has no place in the version after. */
  gone: Activity[];
};

/** Every activity of both trees in exactly one list; nothing is matched twice, and matching backwards answers the inverse. */
export function matchVersions(before: Activity[], after: Activity[]): VersionMatch {
  const pairs = new Pairs(everyActivity(before), everyActivity(after));
  pairs.take((one, other) => one.identifier === other.identifier && one.href === other.href);
  pairs.takeByAddress();
  pairs.take((one, other) => one.identifier === other.identifier && sameSort(one, other));
  const matches = pairs.taken.map(describe);
  return {
    matched: matches.filter(({ by }) => by === "both"),
    moved: matches.filter(({ by }) => by !== "both"),
    added: pairs.after,
    gone: pairs.before,
  };
}

/** What was kept per activity, under the identifiers of the version after; `dropped` is what has no place there. */
export function carryItems<T>(
  items: Record<string, T>,
  { matched, moved }: Pick<VersionMatch, "matched" | "moved">,
): { items: Record<string, T>; dropped: Record<string, T> } {
  const placeOf = new Map([...matched, ...moved].map(({ from, to }) => [from, to]));
  const carried = new Map<string, T>();
  const dropped = new Map<string, T>();
  for (const [identifier, item] of Object.entries(items)) {
    const place = placeOf.get(identifier);
    if (place === undefined) dropped.set(identifier, item);
    else carried.set(place, item);
  }
  return { items: Object.fromEntries(carried), dropped: Object.fromEntries(dropped) };
}

type Pair = readonly [Activity, Activity];

/** What is not matched yet on either side; each step takes pairs away from both. */
class Pairs {
  readonly taken: Pair[] = [];
  private readonly addresses: Record<"before" | "after", Map<string, Activity>>;

  constructor(
    public before: Activity[],
    public after: Activity[],
  ) {
    this.addresses = { before: soleAddresses(before), after: soleAddresses(after) };
  }

  take(isSame: (one: Activity, other: Activity) => boolean): void {
    for (const one of this.before) {
      const other = this.after.find((candidate) => isSame(one, candidate));
      if (other) this.pair(one, other);
    }
  }

  /** Pairs whose address occurs exactly once in each whole tree: a player page that serves every lesson says nothing. */
  takeByAddress(): void {
    for (const [address, one] of this.addresses.before) {
      const other = this.addresses.after.get(address);
      if (other && this.before.includes(one) && this.after.includes(other)) this.pair(one, other);
    }
  }

  private pair(one: Activity, other: Activity): void {
    this.taken.push([one, other]);
    this.before = this.before.filter((activity) => activity !== one);
    this.after = this.after.filter((activity) => activity !== other);
  }
}

function soleAddresses(activities: Activity[]): Map<string, Activity> {
  const found = new Map<string, Activity | null>();
  for (const activity of activities) {
    if (activity.href !== null)
      found.set(activity.href, found.has(activity.href) ? null : activity);
  }
  return new Map(
    [...found].flatMap(([href, activity]) => (activity ? [[href, activity] as const] : [])),
  );
}

/** A lesson that became a chapter, or the reverse, is another activity even under the same identifier. */
const sameSort = (one: Activity, other: Activity) => (one.href === null) === (other.href === null);

function describe([one, other]: Pair): ActivityMatch {
  const sameIdentifier = one.identifier === other.identifier;
  return {
    from: one.identifier,
    to: other.identifier,
    title: other.title,
    titleBefore: one.title,
    by: !sameIdentifier ? "address" : one.href === other.href ? "both" : "identifier",
  };
}
