/** The activity trees of a package as its settings want them. What the package itself says stays as it was imported. Pure. */
import type { Activity, Organization, XmlNode } from "./schema";
import type { Settings } from "./settings";
import { localName } from "./xml";

/** Another mastery score for every lesson (SCORM 1.2 CAM §2.3.2.5.1; SCORM 2004 SN §3.10.4), and time limits that are not told. */
export const applySettings = (
  organizations: Organization[],
  settings: Pick<Settings, "masteryScore" | "timeLimits">,
): Organization[] =>
  organizations.map((organization) => ({
    ...organization,
    activities: organization.activities.map((activity) => applyTo(activity, settings)),
  }));

function applyTo(
  activity: Activity,
  settings: Pick<Settings, "masteryScore" | "timeLimits">,
): Activity {
  const { masteryScore, timeLimits } = settings;
  const scored = masteryScore !== null && activity.kind === "sco";
  return {
    ...activity,
    ...(timeLimits === "ignored" && { maxTimeAllowed: null, timeLimitAction: null }),
    ...(scored && {
      masteryScore,
      sequencing: activity.sequencing.map((node) => withMeasure(node, masteryScore / 100)),
    }),
    children: activity.children.map((child) => applyTo(child, settings)),
  };
}

/** The measure that passes, in the primary objective alone and only where the package measures. */
function withMeasure(node: XmlNode, measure: number, inPrimary = false): XmlNode {
  const name = localName(node.name);
  if (inPrimary && name === "minNormalizedMeasure") return { ...node, text: String(measure) };
  const within = inPrimary || name === "primaryObjective";
  return { ...node, children: node.children.map((child) => withMeasure(child, measure, within)) };
}
