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

/** A new commit is recorded; one that is late, behind newer ones of its launch, says nothing about the course as a whole. */
export type Verdict =
  | { outcome: "applied" | "set_aside"; sequence: number; isNew: true; isLate: boolean }
  | { outcome: "duplicate" | "set_aside"; sequence: number; isNew: false }
  | { outcome: "gap"; expected: number };

/** `recorded` are the attempt's commits, in the order in which they came. */
export function judge(recorded: readonly Recorded[], commit: Omit<Recorded, "setAside">): Verdict {
  const { epoch, mark, sequence } = commit;
  const launch = recorded.filter((other) => other.epoch === epoch);
  const last = launch.length;
  const known = knownAs(launch, commit);
  if (known) {
    const outcome = known.setAside ? "set_aside" : "duplicate";
    return { outcome, sequence: last, isNew: false };
  }
  if (sequence !== last + 1) return { outcome: "gap", expected: last + 1 };
  const isOvertaken = recorded.some((other) => other.epoch > epoch && !other.setAside);
  const isLate = launch.some((other) => other.mark > mark);
  return { outcome: isOvertaken ? "set_aside" : "applied", sequence, isNew: true, isLate };
}

/** The same commit, or a later one of the launch that holds the whole state of the same SCO. */
function knownAs(launch: readonly Recorded[], { mark, item }: Omit<Recorded, "setAside">) {
  const known = launch.filter(
    (other) => other.mark === mark || (other.mark > mark && other.item === item),
  );
  return known.reduce<Recorded | null>((a, b) => (a && a.mark < b.mark ? a : b), null);
}
