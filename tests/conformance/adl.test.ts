import { describe, expect, it } from "vitest";
import { parseCase } from "./adl-case";
import { listCases } from "./cases";
import { GOES_ON_FROM } from "./exceptions";
import { playCase } from "./node-player";
import { playAll } from "./play-all";

const cases = listCases();

describe.skipIf(cases.length === 0)("ADL's SCORM 2004 4th Edition cases", () => {
  const verdicts = playAll(cases);

  it.each(verdicts)("$name: $verdict $reason", ({ verdict, name }) => {
    expect(name in GOES_ON_FROM ? ["passed", "not applicable"] : ["passed"]).toContain(verdict);
  });

  const done = JSON.stringify({ completed: true, satisfied: true });
  const left = (...names: string[]) => Object.fromEntries(names.map((name) => [name, done]));
  it.each([
    ["CO-07b", left("gObj-CO07-obj1", "gObj-CO07-obj2")],
    ["OB-09b", left("gObj-OB09-obj1", "gObj-OB09-obj2")],
  ])("%s passes after what its first half leaves", (name, objectives) => {
    const adl = cases.find((candidate) => candidate.name === name);
    if (adl) expect(playCase(adl, { objectives })).toBeNull();
  });
});

describe("a script of the suite", () => {
  const words =
    "c=cmi\nOB=objectives\nCS=completion_status\ncomp=completed\nt=true\na=adl\nn=nav\nr=request\nTY.c=choice";
  const read = (script: string) => parseCase("X", "", script, words);

  it("names elements and values in full", () => {
    const [visit] = read("Act1V1.commands.0=SET->c~OB~&obj1&~CS!comp->t->0").visits;
    expect(visit?.steps).toEqual([
      {
        kind: "call",
        call: "SetValue",
        arguments: ["cmi.objectives.{objective:obj1}.completion_status", "completed"],
        returns: { kind: "value", value: "true" },
        error: "0",
      },
    ]);
  });

  it("leaves the name of a target as it is", () => {
    const [visit] = read("Act1V1.commands.0=SET->a~n~r!tar~c~TY.c->t->0").visits;
    const [step] = visit?.steps ?? [];
    expect(step?.kind === "call" && step.arguments[1]).toBe("{target=c}choice");
  });

  it("keeps both of two commands with one number", () => {
    const script = "Act1V1.commands.1=T->->t->0\nAct1V1.commands.1=I->->t->0";
    expect(read(script).visits[0]?.steps).toHaveLength(2);
  });

  it("asks for a disabled control the other way round", () => {
    const script = "Act1V1.UIQ=continue.disabled~previous.enabled\nAct1V1.UIA=N~N";
    expect(read(script).visits[0]?.shown.map(({ expected }) => expected)).toEqual([true, false]);
  });

  it("gives the visits in the order of the script", () => {
    const script = "Act3V1.CUI=Continue\nAct1V1.CUI=Exit";
    expect(read(script).visits.map(({ name }) => name)).toEqual(["Act3V1", "Act1V1"]);
  });
});
