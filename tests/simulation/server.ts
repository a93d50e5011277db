/** app.apply_commit in memory, behind a network that loses, repeats, delays and signs people out. */
import { type AcceptedCommit, applyAccepted, EMPTY } from "~/domain/learning/reducer";
import type { Answer, Pending, Transport } from "~/player/commit-queue";

export type Fate = "ok" | "lost" | "answer lost" | "late" | "signed out";
type Row = Pending & { setAside: boolean };

export class Server implements Transport {
  epoch = 0;
  state = EMPTY;
  private readonly rows: Row[] = [];
  private late: Pending[] = [];
  private refusedValue: number | null = null;

  constructor(public network: Iterator<Fate>) {}

  launch(): { epoch: number; token: string } {
    this.epoch += 1;
    return { epoch: this.epoch, token: `token-${this.epoch}` };
  }

  async send(commit: Pending): Promise<Answer> {
    await undefined;
    const fate: Fate = this.network.next().value ?? "ok";
    if (fate === "signed out") return { kind: "signed_out" };
    if (fate === "late") this.late.push(commit);
    if (fate === "lost" || fate === "late") return { kind: "unreachable" };
    const answer = this.apply(commit);
    return fate === "answer lost" ? { kind: "unreachable" } : answer;
  }

  /** A request that was thought lost arrives after all. */
  deliverLate(): void {
    for (const commit of this.late.splice(0)) this.apply(commit);
  }

  heal(): void {
    this.deliverLate();
    this.network = { next: () => ({ value: "ok", done: false }) };
  }

  refuse(value: number | null): void {
    this.refusedValue = value;
  }

  has = (value: number): boolean => this.rows.some((row) => locationOf(row) === value);

  accepted = (): AcceptedCommit[] => this.rows.filter((row) => !row.setAside).map(asAccepted);

  isContiguous(): boolean {
    const epochs = new Set(this.rows.map((row) => row.epoch));
    return [...epochs].every((epoch) =>
      this.rows
        .filter((row) => row.epoch === epoch)
        .every((row, index) => row.sequence === index + 1),
    );
  }

  private apply(commit: Pending): Answer {
    if (locationOf(commit) === this.refusedValue)
      return { kind: "refused", reason: "value_too_long" };
    const stored = this.rows.filter((row) => row.epoch === commit.epoch);
    const known = stored.find((row) => row.sequence === commit.sequence);
    if (known) return { kind: "stored", setAside: known.setAside };
    if (commit.sequence !== stored.length + 1) return { kind: "gap", expected: stored.length + 1 };
    const setAside = this.rows.some((row) => row.epoch > commit.epoch && !row.setAside);
    this.rows.push({ ...commit, setAside });
    if (!setAside) this.state = applyAccepted(this.state, asAccepted(commit));
    return { kind: "stored", setAside };
  }
}

const locationOf = (commit: Pending) => Number(commit.entry.cmi["cmi.location"]);

function asAccepted({ epoch, sequence, entry }: Pending): AcceptedCommit {
  const { item, visit, seconds, cmi, sequencing, course } = entry;
  const itemState = {
    cmi,
    completion: "incomplete",
    success: "unknown",
    scoreScaled: null,
  } as const;
  return { epoch, sequence, item, visit, seconds, itemState, sequencing, course };
}
