import { describe, expect, test } from "vitest";
import { readManifest } from "./manifest";
import { launchable } from "./schema";
import { applySettings } from "./settings-tree";
import { parseXml } from "./xml";

const imported = (version: "1.2" | "2004", item: string) => {
  const schema = version === "1.2" ? "1.2" : "2004 4th Edition";
  const text = `<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
    xmlns:imsss="http://www.imsglobal.org/xsd/imsss"><metadata><schema>ADL SCORM</schema><schemaversion>${schema}</schemaversion></metadata>
    <organizations default="o"><organization identifier="o"><title>T</title><item identifier="i" identifierref="r"><title>A</title>${item}</item></organization></organizations>
    <resources><resource identifier="r" type="webcontent" adlcp:scormType="sco" adlcp:scormtype="sco" href="a.html"/></resources></manifest>`;
  return readManifest(parseXml(text, "imsmanifest.xml"), new Set(["a.html"])).organizations;
};
const first = (organizations: ReturnType<typeof imported>) => {
  const [activity] = launchable(organizations[0]?.activities ?? []);
  if (!activity) throw new Error("nothing to launch");
  return activity;
};
const LIMITED =
  "<adlcp:masteryscore>80</adlcp:masteryscore><adlcp:maxtimeallowed>00:10:00</adlcp:maxtimeallowed><adlcp:timelimitaction>exit,message</adlcp:timelimitaction>";
const MEASURED = `<imsss:sequencing><imsss:objectives>
  <imsss:primaryObjective objectiveID="p" satisfiedByMeasure="true"><imsss:minNormalizedMeasure>0.9</imsss:minNormalizedMeasure></imsss:primaryObjective>
  <imsss:objective objectiveID="q" satisfiedByMeasure="true"><imsss:minNormalizedMeasure>0.4</imsss:minNormalizedMeasure></imsss:objective>
  </imsss:objectives></imsss:sequencing>`;

describe("a tree under settings", () => {
  test("nothing changes where nothing is decided", () => {
    const tree = imported("1.2", LIMITED);
    expect(applySettings(tree, { masteryScore: null, timeLimits: "packaged" })).toEqual(tree);
  });

  test("another mastery score replaces the package's; time limits are not told when they are ignored", () => {
    const set = applySettings(imported("1.2", LIMITED), {
      masteryScore: 60,
      timeLimits: "ignored",
    });
    expect(first(set)).toMatchObject({
      ...{ masteryScore: 60, maxTimeAllowed: null, timeLimitAction: null },
    });
  });

  test("in SCORM 2004 the primary objective's measure follows, other objectives keep theirs", () => {
    const set = applySettings(imported("2004", MEASURED), {
      ...{ masteryScore: 60, timeLimits: "packaged" as const },
    });
    const text = JSON.stringify(first(set).sequencing);
    expect(text).toContain('"text":"0.6"');
    expect(text).toContain('"text":"0.4"');
    expect(text).not.toContain('"text":"0.9"');
  });
});
