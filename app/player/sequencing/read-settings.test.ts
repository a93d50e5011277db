import { describe, expect, it } from "vitest";
import { readManifest } from "~/domain/packages/manifest";
import { parseXml } from "~/domain/packages/xml";
import { readSettings } from "./read-settings";
import type { ActivitySettings } from "./settings";

const NAMESPACES = `xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
  xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3" xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3"
  xmlns:imsss="http://www.imsglobal.org/xsd/imsss"`;

/** The activity of a package whose one item holds this. */
const read = (inItem: string, collection = "", attributes = ""): ActivitySettings => {
  const { organizations } = importOf(inItem, collection, attributes);
  const [organization] = organizations;
  if (!organization) throw new Error("no organization");
  const [activity] = readSettings(organization).children;
  if (!activity) throw new Error("no activity");
  return activity;
};

function importOf(inItem: string, collection = "", attributes = "") {
  const manifest = `<manifest identifier="m" ${NAMESPACES}>
    <metadata><schemaversion>2004 4th Edition</schemaversion></metadata>
    <organizations default="o"><organization identifier=" o " ${attributes}><title>T</title>
      <item identifier=" a " identifierref=" r "><title>A</title>${inItem}</item>
    </organization></organizations>
    <resources><resource identifier="r" type="webcontent" adlcp:scormType="sco" href="a.html"/></resources>
    <imsss:sequencingCollection>${collection}</imsss:sequencingCollection></manifest>`;
  return readManifest(parseXml(manifest, "imsmanifest.xml"), new Set(["a.html"]));
}

const sequencing = (inside: string) => `<imsss:sequencing>${inside}</imsss:sequencing>`;

describe("the sequencing of an item", () => {
  it("has the defaults of the specification where the author wrote nothing", () => {
    const activity = read("");
    expect(activity.identifier).toBe("a");
    expect(activity.control).toMatchObject({ choice: true, choiceExit: true, flow: false });
    expect(activity.delivery).toMatchObject({ tracked: true, completionSetByContent: false });
    expect(activity.completion).toEqual({ byMeasure: false, minimum: 1, weight: 1 });
    expect(activity.rollup).toMatchObject({ measureWeight: 1, measureSatisfactionIfActive: true });
    expect(activity.objectives).toEqual([
      { id: null, satisfiedByMeasure: false, minimumMeasure: 1, maps: [] },
    ]);
  });

  it("tells imsss and adlseq objectives apart, and reads by default what either maps", () => {
    const { objectives } = read(
      sequencing(`<imsss:objectives><imsss:primaryObjective objectiveID="p">
          <imsss:mapInfo targetObjectiveID="g" writeSatisfiedStatus="true"/></imsss:primaryObjective>
          <imsss:objective objectiveID="q"/></imsss:objectives>
        <adlseq:objectives><adlseq:objective objectiveID="q">
          <adlseq:mapInfo targetObjectiveID="h" readRawScore="false" writeProgressMeasure="true"/>
        </adlseq:objective></adlseq:objectives>`),
    );
    expect(objectives.map(({ id, maps }) => [id, maps])).toEqual([
      ["p", [{ target: "g", read: ["satisfied", "measure"], write: ["satisfied"] }]],
      ["q", [{ target: "h", read: ["min", "max", "completed", "progress"], write: ["progress"] }]],
    ]);
  });

  it("takes from a collection what it does not say itself", () => {
    const activity = read(
      `<imsss:sequencing IDRef=" c "><imsss:controlMode flow="true"/></imsss:sequencing>`,
      `<imsss:sequencing ID="c"><imsss:controlMode choice="false"/><imsss:limitConditions attemptLimit="2"/></imsss:sequencing>`,
    );
    expect(activity.control).toMatchObject({ flow: true, choice: true });
    expect(activity.attemptLimit).toBe(2);
  });

  it("reads rules with their conditions, and leaves out an action that is none", () => {
    const activity = read(
      sequencing(`<imsss:sequencingRules>
        <imsss:preConditionRule><imsss:ruleConditions conditionCombination="any">
          <imsss:ruleCondition condition="objectiveMeasureLessThan" measureThreshold="0.5" referencedObjective="q" operator="not"/>
        </imsss:ruleConditions><imsss:ruleAction action="skip"/></imsss:preConditionRule>
        <imsss:preConditionRule><imsss:ruleConditions/><imsss:ruleAction action="explode"/></imsss:preConditionRule>
      </imsss:sequencingRules>`),
    );
    expect(activity.preRules).toEqual([
      {
        action: "skip",
        combination: "any",
        conditions: [
          {
            condition: "objectiveMeasureLessThan",
            negated: true,
            objective: "q",
            threshold: 0.5,
          },
        ],
      },
    ]);
  });

  it.each([
    [`<adlcp:completionThreshold>0.75</adlcp:completionThreshold>`, true, 0.75, 1],
    [`<adlcp:completionThreshold minProgressMeasure="0.5" progressWeight="0.2"/>`, false, 0.5, 0.2],
    [`<adlcp:completionThreshold completedByMeasure="true"/>`, true, 1, 1],
  ])("%s is a completion by measure: %s", (element, byMeasure, minimum, weight) => {
    expect(read(element).completion).toEqual({ byMeasure, minimum, weight });
  });

  it("reads what the content hides and what data it shares", () => {
    const activity = read(`<adlcp:data><adlcp:map targetID="d" readSharedData="false"/></adlcp:data>
      <adlnav:presentation><adlnav:navigationInterface><adlnav:hideLMSUI> continue </adlnav:hideLMSUI>
      <adlnav:hideLMSUI>everything</adlnav:hideLMSUI></adlnav:navigationInterface></adlnav:presentation>`);
    expect(activity.hidden).toEqual(["continue"]);
    expect(activity.sharedData).toEqual([{ target: "d", read: false, write: true }]);
  });
});

describe("an item with parts that names something to launch itself", () => {
  const PART = `<item identifier="b" identifierref="r"><title>B</title></item>`;
  it("is a cluster, and the author is told", () => {
    const { organizations, warnings } = importOf(PART);
    expect(organizations[0]?.activities[0]).toMatchObject({ kind: "cluster", href: null });
    expect(warnings.map(({ rule, subject }) => [rule, subject])).toEqual([
      ["cluster_with_content", "a"],
    ]);
  });
});

describe("an organization", () => {
  it.each([
    ["", true],
    [`adlseq:objectivesGlobalToSystem="true"`, true],
    [`adlseq:objectivesGlobalToSystem="false"`, false],
    [`adlseq:objectivesGlobalToSystem="0"`, false],
  ])("with %j has objectives of the whole system: %s", (attributes, expected) => {
    const { organizations } = importOf("", "", attributes);
    expect(organizations[0]?.objectivesGlobalToSystem).toBe(expected);
  });
});
