/** A SCORM 1.2 course and its learner without a browser: what is kept from one session is all that the next one knows. */
import { itemState } from "~/domain/learning/cmi";
import type { ItemState } from "~/domain/learning/schema";
import { readManifest } from "~/domain/packages/manifest";
import type { Manifest } from "~/domain/packages/schema";
import { parseXml } from "~/domain/packages/xml";
import type { Mode, NavigationRequest, Outcome, RunTime } from "~/player/run-time";
import { openRunTime12 } from "~/player/run-time-12";

/** A manifest whose items may name the SCOs a to h and the asset z; `organizations` as it stands in the file. */
export function manifest12(organizations: string): Manifest {
  const names = [..."abcdefghz"];
  const resources = names.map(
    (name) =>
      `<resource identifier="r-${name}" type="webcontent" adlcp:scormtype="${name === "z" ? "asset" : "sco"}" href="${name}.html"/>`,
  );
  const xml = `<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
      xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
    <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
    <organizations default="o">${organizations}</organizations>
    <resources>${resources.join("")}</resources></manifest>`;
  return readManifest(
    parseXml(xml, "imsmanifest.xml"),
    new Set(names.map((name) => `${name}.html`)),
  );
}

/** One organization of these items. */
export const course12 = (items: string): Manifest =>
  manifest12(
    `<organization identifier="o"><title>Course</title>${items.replaceAll("&", "&amp;")}</organization>`,
  );

/** An item that launches the resource of its own name, unless `attributes` say another one. */
export const item12 = (name: string, inside = "", attributes = `identifierref="r-${name}"`) =>
  `<item identifier="${name}" ${attributes}><title>Part ${name}</title>${inside}</item>`;

export const asks12 = (script: string) =>
  `<adlcp:prerequisites type="aicc_script">${script.replaceAll("<", "&lt;")}</adlcp:prerequisites>`;

export type Api12 = Record<
  | "LMSInitialize"
  | "LMSFinish"
  | "LMSCommit"
  | "LMSGetValue"
  | "LMSSetValue"
  | "LMSGetLastError"
  | "LMSGetErrorString"
  | "LMSGetDiagnostic",
  (...texts: unknown[]) => string
>;

type Course = { manifest: Manifest; mode?: Mode; organization?: number };

/** Somebody who takes the course; `seconds` is what the server measured of every visit. */
export function learner12({ manifest, mode = "normal", organization = 0 }: Course) {
  const chosen = manifest.organizations[organization];
  if (!chosen) throw new Error("no organization");
  const items: Record<string, ItemState> = {};
  let sequencing: string | null = null;
  let runTime: RunTime;
  let delivered: string | null = null;
  let changes = 0;
  const keep = (isViewed = false) => {
    if (delivered && (isViewed || runTime.hasSpoken())) {
      const time = items[delivered]?.time;
      const state = itemState(isViewed ? {} : runTime.values(), isViewed);
      items[delivered] = time ? { ...state, time } : state;
    }
    sequencing = runTime.sequencing();
  };
  const follow = (outcome: Outcome): string => {
    if (outcome.kind === "refused") return outcome.code;
    delivered = outcome.kind === "deliver" ? outcome.activity : null;
    sequencing = runTime.sequencing();
    return delivered ?? outcome.kind;
  };
  const api = () => runTime.api() as Api12;
  return {
    launch: (): string => {
      runTime = openRunTime12(
        {
          ...{ standard: "1.2", organization: chosen, learner: { id: "7", name: "Joseph, Anna" } },
          ...{ mode, sequencing, objectives: {}, random: () => 0 },
          items: structuredClone(items),
        },
        { changed: () => changes++, committed: () => keep(), finished: () => keep() },
      );
      return follow(runTime.begin());
    },
    go: (request: NavigationRequest): string => {
      keep();
      return follow(runTime.navigate(request));
    },
    /** The asset, or the SCO without a word, that is shown was looked at. */
    view: () => {
      runTime.markViewed();
      keep(true);
    },
    /** The SCO says this and ends its session. */
    finish: (values: Record<string, string> = {}) => {
      api().LMSInitialize("");
      for (const [element, value] of Object.entries(values)) api().LMSSetValue(element, value);
      api().LMSFinish("");
    },
    api,
    measure: (item: string, seconds: number) => {
      const known = items[item];
      if (known) known.time = { "1": seconds };
    },
    stored: (item: string) => items[item]?.cmi ?? {},
    state: (item: string) => items[item],
    runTime: () => runTime,
    changes: () => changes,
    lines: () =>
      Object.fromEntries(runTime.contents().map((line) => [line.activity, line] as const)),
  };
}
