/** SCORM packages: what a manifest becomes once it is imported. Terms as in the SCORM documents. */

export type Standard = "1.2" | "2004";

/** One activity of the tree: a cluster, or a leaf that launches a SCO or an asset. */
export type Activity = {
  identifier: string;
  title: string;
  visible: boolean;
  /** Path inside the package with its parameters, null for a cluster. */
  href: string | null;
  kind: "cluster" | "sco" | "asset";
  prerequisites: string | null;
  masteryScore: number | null;
  maxTimeAllowed: string | null;
  timeLimitAction: string | null;
  launchData: string | null;
  completionThreshold: number | null;
  /** The item's imsss and adl elements as they stand, for sequencing. */
  sequencing: XmlNode[];
  children: Activity[];
};

export type Organization = {
  identifier: string;
  title: string;
  activities: Activity[];
  sequencing: XmlNode[];
  /** CAM §3.4.1.5: global objectives and shared data outlive the attempt, unless the author says false. */
  objectivesGlobalToSystem?: boolean;
  sharedDataGlobalToSystem?: boolean;
};

export type Manifest = {
  standard: Standard;
  edition: string;
  title: string;
  /** The default organization first. */
  organizations: Organization[];
  warnings: Warning[];
};

export type Warning = { rule: string; file: string; subject: string };

/** An XML element as data: expanded name `{namespace}local`, attributes by expanded name, children and text. */
export type XmlNode = {
  name: string;
  attributes: Record<string, string>;
  children: XmlNode[];
  text: string;
};

/** Every activity of a tree, parents before children. */
export function everyActivity(activities: Activity[]): Activity[] {
  return activities.flatMap((activity) => [activity, ...everyActivity(activity.children)]);
}

/** The activities that can be launched, in order. */
export const launchable = (activities: Activity[]): Activity[] =>
  everyActivity(activities).filter((activity) => activity.href !== null);
