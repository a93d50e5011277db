/**
 * What becomes of a commit, as pure code. app.apply_commit decides the same in SQL; a test replays simulated histories through
 * both. Epoch and mark name a commit for ever, its sequence says only where the launch's next one goes.
 */

export type Recorded = {
  epoch: number;
  mark: number;
  sequence: number;
  item: string;
  setAside: boolean;
};

export type Verdict =
  | { outcome: "applied" | "duplicate" | "set_aside"; sequence: number }
  | { outcome: "gap"; expected: number };

/** `recorded` are the attempt's commits, in the order in which they came. */
export function judge(recorded: readonly Recorded[], commit: Omit<Recorded, "setAside">): Verdict {
  const launch = recorded.filter(({ epoch }) => epoch === commit.epoch);
  const last = launch.length;
  const known = knownAs(launch, commit);
  if (known) return { outcome: known.setAside ? "set_aside" : "duplicate", sequence: last };
  if (commit.sequence !== last + 1) return { outcome: "gap", expected: last + 1 };
  const isOvertaken = recorded.some(({ epoch, setAside }) => epoch > commit.epoch && !setAside);
  return { outcome: isOvertaken ? "set_aside" : "applied", sequence: commit.sequence };
}

/** The same commit, or a later one of the launch that holds the whole state of the same SCO. */
function knownAs(launch: readonly Recorded[], { mark, item }: Omit<Recorded, "setAside">) {
  const known = launch.filter(
    (other) => other.mark === mark || (other.mark > mark && other.item === item),
  );
  return known.reduce<Recorded | null>((a, b) => (a && a.mark < b.mark ? a : b), null);
}
