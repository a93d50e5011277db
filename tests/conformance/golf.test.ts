import { describe, expect, it } from "vitest";
import { openArchive, readWhole } from "../../app/domain/packages/archive.server";
import { readManifest } from "../../app/domain/packages/manifest";
import { decodeXml, parseXml } from "../../app/domain/packages/xml";
import type { RunTime } from "../../app/player/run-time";
import { openRunTime2004 } from "../../app/player/run-time-2004";
import { havePackages, packagePath } from "../setup/real-packages";

/** A session with a package of another maker, from its archive. */
async function open(name: string): Promise<RunTime> {
  const archive = await openArchive(packagePath(`golf/${name}_SCORM20043rdEdition.zip`));
  const manifest = archive.files.find(({ path }) => path === "imsmanifest.xml");
  if (!manifest) throw new Error(`${name} has no manifest`);
  const xml = parseXml(
    decodeXml(await readWhole(manifest, 1_000_000), manifest.path),
    "imsmanifest.xml",
  );
  archive.close();
  const files = new Set(archive.files.map(({ path }) => path));
  const [organization] = readManifest(xml, files).organizations;
  if (!organization) throw new Error(`${name} has no organization`);
  const learner = { id: "1", name: "Joseph, Anna" };
  const nothing = { items: {}, sequencing: null, objectives: {} };
  return openRunTime2004(
    { organization, learner, mode: "normal", ...nothing },
    { changed: () => {}, committed: () => {}, finished: () => {} },
  );
}

/** What the SCO says when its learner is through with it. */
function pass(runTime: RunTime, score: string): void {
  const api = runTime.api() as Record<string, (...texts: string[]) => string>;
  api.Initialize?.("");
  api.SetValue?.("cmi.completion_status", "completed");
  api.SetValue?.("cmi.success_status", "passed");
  api.SetValue?.("cmi.score.scaled", score);
}

const closed = (runTime: RunTime) =>
  runTime.contents().filter(({ reason }) => reason === "disabled").length;

describe.skipIf(!havePackages)("golf, in the order that its makers document", () => {
  it("forced order: each lesson opens the next, and all of them complete the course", async () => {
    const runTime = await open("SequencingForcedSequential");
    runTime.begin();
    const seen: [number, string, string][] = [];
    for (let lesson = 0; lesson < 5; lesson += 1) {
      const before = closed(runTime);
      const shut = runTime.controls().continue;
      pass(runTime, "0.9");
      seen.push([before, shut, runTime.controls().continue]);
      runTime.navigate({ type: "continue" });
    }
    expect(seen).toEqual([
      [4, "unavailable", "usable"],
      [3, "unavailable", "usable"],
      [2, "unavailable", "usable"],
      [1, "unavailable", "usable"],
      [0, "usable", "usable"],
    ]);
    expect(runTime.standing()).toMatchObject({ completion: "completed", success: "passed" });
  });

  it("post-test rollup: the course has the score of its last test alone", async () => {
    const runTime = await open("SequencingPostTestRollup");
    runTime.begin();
    for (const score of ["0.1", "0.2", "0.3", "0.4", "0.9"]) {
      pass(runTime, score);
      runTime.navigate({ type: "continue" });
    }
    expect(runTime.standing()).toMatchObject({ success: "passed", scoreScaled: 0.9 });
  });
});
