/** What a SCORM 2004 SCO finds in its data model when it starts (RTE §4.2). Pure. */
import { everyActivity, type Organization } from "~/domain/packages/schema";
import type { Learner, Mode } from "./run-time";
import type { Values } from "./run-time-2004-cmi";
import { intervalOf } from "./run-time-2004-time";
import { decimal, objectiveValues } from "./run-time-2004-transfer";
import type { Activity, Tree } from "./sequencing/tree";

/** What only the manifest's item knows. */
export type StartFacts = { launchData: string | null; timeLimitAction: string | null };

type Occasion = {
  facts: StartFacts | undefined;
  learner: Learner;
  mode: Mode;
  /** What it left behind, null in a new attempt. */
  saved: Values | null;
  seconds: number;
};

export const readFacts = (organization: Organization): Map<string, StartFacts> =>
  new Map(everyActivity(organization.activities).map((item) => [item.identifier, item]));

/** A resumed attempt goes on with everything that was stored, a new one begins with nothing (RTE §4.2.8, §4.2.24). */
export function startValues2004(tree: Tree, activity: Activity, occasion: Occasion): Values {
  const { facts, learner, mode, saved, seconds } = occasion;
  const { completion, objectives, maxTimeAllowed } = activity.settings;
  const [primary] = objectives;
  const values: Values = {
    ...kept(saved ?? {}),
    ...objectiveValues(tree, activity, saved ?? {}),
    "cmi.learner_id": learner.id,
    "cmi.learner_name": learner.name,
    "cmi.credit": mode === "normal" ? "credit" : "no-credit",
    "cmi.mode": mode,
    "cmi.entry": saved ? "resume" : "ab-initio",
    "cmi.total_time": intervalOf(seconds),
  };
  if (completion.byMeasure) values["cmi.completion_threshold"] = decimal(completion.minimum);
  if (primary.satisfiedByMeasure)
    values["cmi.scaled_passing_score"] = decimal(primary.minimumMeasure);
  if (maxTimeAllowed) values["cmi.max_time_allowed"] = maxTimeAllowed;
  if (facts?.launchData) values["cmi.launch_data"] = facts.launchData;
  if (facts?.timeLimitAction) values["cmi.time_limit_action"] = facts.timeLimitAction;
  return values;
}

/** What one session says of itself is not the next one's, and objectives are put in order apart. */
const kept = (saved: Values): Values =>
  Object.fromEntries(
    Object.entries(saved).filter(
      ([element]) =>
        element !== "cmi.exit" &&
        element !== "cmi.session_time" &&
        !element.startsWith("cmi.objectives."),
    ),
  );
