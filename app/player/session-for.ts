/** What a session starts from, out of what the page and the launch know. Pure. */
import type { LaunchTicket } from "~/domain/learning/schema";
import type { Activity, Organization, Standard, XmlNode } from "~/domain/packages/schema";
import type { Learner, Session } from "./run-time";

type Known = {
  standard: Standard;
  organization: Organization;
  learner: Learner;
  ticket: LaunchTicket;
};

/**
 * A session for credit goes on where the attempt is. Who only looks may go anywhere: review shows every SCO what it had stored, and
 * browsing shows it nothing, both without the package's sequencing, which would keep them out of what is done.
 */
export function sessionFor({ standard, organization, learner, ticket }: Known): Session {
  const { state, objectives, mode } = ticket;
  const session = { standard, learner, mode, items: mode === "browse" ? {} : state.items };
  return mode === "normal"
    ? { ...session, organization, sequencing: state.sequencing ?? null, objectives }
    : { ...session, organization: free(organization), sequencing: null, objectives: {} };
}

/** The organization with every activity open to choice and flow. */
const free = (organization: Organization): Organization => ({
  ...organization,
  sequencing: [FREE],
  activities: organization.activities.map(freeActivity),
});

const freeActivity = (activity: Activity): Activity => ({
  ...activity,
  prerequisites: null,
  sequencing: [FREE],
  children: activity.children.map(freeActivity),
});

const element = (local: string, attributes: Record<string, string>, children: XmlNode[]) => ({
  name: `{http://www.imsglobal.org/xsd/imsss}${local}`,
  attributes,
  children,
  text: "",
});
const FREE: XmlNode = element("sequencing", {}, [
  element("controlMode", { choice: "true", flow: "true" }, []),
]);
