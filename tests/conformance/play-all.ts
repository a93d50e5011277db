/** Every case that is here, in the order of the suite and by one learner, with what came of it. */
import type { AdlCase } from "./adl-case";
import { GOES_ON_FROM } from "./exceptions";
import { type Learner, playCase } from "./node-player";

export type Verdict = {
  name: string;
  verdict: "passed" | "failed" | "not applicable";
  reason: string;
};

/** Plays the cases one after the other; what one leaves with the learner is there for the next. */
export function playAll(cases: AdlCase[]): Verdict[] {
  const learner: Learner = { objectives: {} };
  const present = new Set(cases.map(({ name }) => name));
  return cases.map((adl) => {
    const before = GOES_ON_FROM[adl.name];
    if (before !== undefined && !present.has(before))
      return {
        name: adl.name,
        verdict: "not applicable",
        reason: `goes on from what ${before} leaves, which is not here`,
      };
    const reason = playCase(adl, learner);
    return { name: adl.name, verdict: reason === null ? "passed" : "failed", reason: reason ?? "" };
  });
}
