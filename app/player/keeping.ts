/** What a session has said is to be kept: each thing once, and of a SCO that says nothing what was known of it before. Pure. */
import { itemState } from "~/domain/learning/cmi";
import type { ItemState } from "~/domain/learning/schema";
import type { Entry } from "./messages";

type Said = Pick<Entry, "cmi" | "viewed">;

export class Keeping {
  private readonly said = new Map<string, Said>();
  private fingerprint = "";

  /** `items` is what is stored already; `tell` hears what is not. */
  constructor(
    items: Record<string, ItemState>,
    private readonly tell: (entry: Entry) => void,
  ) {
    for (const [item, { cmi, completion }] of Object.entries(items)) {
      const isDone = completion === "completed";
      const viewed = isDone && itemState(cmi, false).completion !== "completed";
      this.said.set(item, { cmi, viewed });
    }
  }

  of = (item: string): Said => this.said.get(item) ?? { cmi: {}, viewed: false };

  /** Nothing was ever said of it. */
  isNew(item: string): boolean {
    const { cmi, viewed } = this.of(item);
    return !viewed && Object.keys(cmi).length === 0;
  }

  /** Tells what is to be kept unless that was the last thing told; with `withTime`, also when only time has passed. Answers whether it did. */
  keep(entry: Entry, withTime = false): boolean {
    const { seconds: _seconds, ...rest } = entry;
    const fingerprint = JSON.stringify(rest);
    if (!withTime && fingerprint === this.fingerprint) return false;
    this.fingerprint = fingerprint;
    this.said.set(entry.item, { cmi: entry.cmi, viewed: entry.viewed });
    this.tell(entry);
    return true;
  }
}
