/** Plays a case against the run-time without a browser: the shell's part is what this file does. */

import { itemState } from "../../app/domain/learning/cmi";
import { readManifest } from "../../app/domain/packages/manifest";
import { everyActivity, type Organization } from "../../app/domain/packages/schema";
import { parseXml } from "../../app/domain/packages/xml";
import type { NavigationRequest, Outcome, RunTime } from "../../app/player/run-time";
import { openRunTime2004 } from "../../app/player/run-time-2004";
import type { AdlCase, LearnerAction, Shown, Step, Visit } from "./adl-case";
import { differs } from "./compare";

/** Global objectives belong to the learner, and some cases go on with what an earlier one left. */
export type Learner = { objectives: Record<string, string> };

/** Plays it all; null when everything was as expected, else the first thing that was not. */
export function playCase(adl: AdlCase, learner: Learner): string | null {
  try {
    new NodePlayer(adl, learner).play();
    return null;
  } catch (error) {
    if (error instanceof Deviation) return error.message;
    throw error;
  }
}

/** What happened is not what the case expects. */
class Deviation extends Error {}

type Api = Record<string, (...values: string[]) => string>;

class NodePlayer {
  private readonly organization: Organization;
  private runTime: RunTime;
  private saved: Record<string, Record<string, string>> = {};
  private delivered: string | null = null;
  private wanted: NavigationRequest | null = null;
  private where = "start";

  constructor(
    private readonly adl: AdlCase,
    private readonly learner: Learner,
  ) {
    this.organization = organizationOf(adl.manifest);
    this.runTime = this.open(null);
  }

  play(): void {
    let outcome = this.take(this.runTime.begin());
    if (this.adl.start !== null) {
      this.expect(outcome.kind === "choose", `chooses first, not ${inWords(outcome)}`);
      outcome = this.choose(this.adl.start);
    }
    for (const visit of this.adl.visits) {
      this.where = visit.name;
      outcome = this.playVisit(visit, outcome);
    }
    this.where = "end";
    const isOver = outcome.kind === "ended" || outcome.kind === "choose";
    this.expect(isOver, `nothing more is delivered, not ${inWords(outcome)}`);
  }

  private playVisit(visit: Visit, outcome: Outcome): Outcome {
    const expected = this.activityOf(visit.activity);
    const got = outcome.kind === "deliver" ? outcome.activity : inWords(outcome);
    this.expect(got === expected, `delivers ${expected}, not ${got}`);
    for (const question of visit.shown) this.look(question);
    for (const step of visit.steps) this.run(step);
    return this.finish(visit.actions);
  }

  private finish(actions: LearnerAction[]): Outcome {
    this.wanted = null;
    this.api()?.Terminate?.("");
    this.save();
    const [first, ...others] = actions;
    const asked: NavigationRequest | null =
      first && first.kind !== "relaunch" ? this.requestOf(first) : this.wanted;
    let outcome = this.take(this.runTime.navigate(asked ?? { type: "exit" }));
    for (const action of first?.kind === "relaunch" ? actions : others) {
      if (action.kind === "relaunch") outcome = this.relaunch(outcome);
      else outcome = this.take(this.runTime.navigate(this.requestOf(action)));
    }
    return outcome;
  }

  private relaunch(outcome: Outcome): Outcome {
    if (outcome.kind !== "ended") this.runTime.navigate({ type: "exitAll" });
    this.runTime = this.open(this.runTime.sequencing());
    return this.take(this.runTime.begin());
  }

  private open(sequencing: string | null): RunTime {
    return openRunTime2004(
      {
        organization: this.organization,
        learner: { id: "learner-1", name: "Joseph, Anna" },
        mode: "normal",
        items: Object.fromEntries(
          Object.entries(this.saved).map(([item, cmi]) => [item, itemState(cmi, false)]),
        ),
        sequencing,
        objectives: { ...this.learner.objectives },
      },
      {
        changed: () => {},
        committed: () => this.save(),
        finished: (request) => {
          this.wanted = request;
        },
      },
    );
  }

  private save(): void {
    if (this.delivered && this.api()) this.saved[this.delivered] = this.runTime.values();
  }

  private take(outcome: Outcome): Outcome {
    this.delivered = outcome.kind === "deliver" ? outcome.activity : null;
    Object.assign(this.learner.objectives, this.runTime.objectives());
    return outcome;
  }

  private api = () => this.runTime.api() as Api | null;

  private choose(title: string): Outcome {
    return this.take(this.runTime.navigate({ type: "choice", target: this.titled(title) }));
  }

  private requestOf(action: Exclude<LearnerAction, { kind: "relaunch" }>): NavigationRequest {
    return action.kind === "choice"
      ? { type: "choice", target: this.titled(action.title) }
      : { type: action.kind };
  }

  private look({ control, title, expected, question }: Shown): void {
    this.expect(this.isShown(control, title) === expected, `${question} is ${expected}`);
  }

  private isShown(control: Shown["control"], title: string | null): boolean {
    if (control === "continue" || control === "previous")
      return this.runTime.controls()[control] === "usable";
    const lines = this.runTime.contents();
    const identifier = title === null ? null : this.titled(title);
    const others = lines.filter((line) => !line.isCurrent && line.reason === null);
    if (control === "contents") return others.length > 0;
    const line = lines.find(({ activity }) => activity === identifier);
    return line !== undefined && (control === "visible" || line.reason === null);
  }

  private run(step: Step): void {
    const api = this.api();
    if (!api) throw new Deviation(`${this.where}: expected that the SCO finds an API`);
    if (step.kind === "objectives") this.compareObjectives(api, step.identifiers);
    else this.call(api, step);
  }

  private call(api: Api, step: Extract<Step, { kind: "call" }>): void {
    const given = step.arguments.map((argument) => this.place(api, argument));
    const returned = api[step.call]?.(...given) ?? "";
    const error = api.GetLastError?.() ?? "";
    const call = `${step.call}(${given.join(", ")})`;
    const difference = differs(returned, step.returns);
    this.expect(difference === null, `${call} returns ${difference}, not "${returned}"`);
    this.expect(error === step.error, `${call} sets error ${step.error}, not ${error}`);
  }

  private compareObjectives(api: Api, identifiers: string[]): void {
    const found = this.objectives(api).sort().join(", ");
    const expected = [...identifiers].sort().join(", ");
    this.expect(found === expected, `objectives are ${expected}, not ${found}`);
  }

  private objectives(api: Api): string[] {
    const count = Number(api.GetValue?.("cmi.objectives._count"));
    return Array.from({ length: count }, (_, n) => api.GetValue?.(`cmi.objectives.${n}.id`) ?? "");
  }

  private place = (api: Api, argument: string) =>
    argument.replace(/\{objective:([^}]*)\}/, (_, id: string) =>
      String(this.objectives(api).indexOf(id)),
    );

  private titled(title: string): string {
    if (title.includes("corresponds to the root")) return this.organization.identifier;
    const found = everyActivity(this.organization.activities).find((item) => item.title === title);
    if (!found) throw new Error(`no activity "${title}"`);
    return found.identifier;
  }

  private activityOf(number: number): string {
    const item = everyActivity(this.organization.activities).find(
      ({ href }) => /[?&]act=(\d+)/.exec(href ?? "")?.[1] === String(number),
    );
    if (!item) throw new Error(`no activity number ${number}`);
    return item.identifier;
  }

  private expect(holds: boolean, expectation: string): void {
    if (!holds) throw new Deviation(`${this.where}: expected that ${expectation}`);
  }
}

const inWords = (outcome: Outcome): string =>
  outcome.kind === "deliver"
    ? outcome.activity
    : outcome.kind === "refused"
      ? `refused (${outcome.code})`
      : outcome.kind;

/** The manifest is here without its files: all that it launches counts as present. */
export function organizationOf(manifest: string): Organization {
  const hrefs = [...manifest.matchAll(/href\s*=\s*"([^"?]+)/g)].map(([, href = ""]) => href);
  const files = new Set(hrefs.flatMap((href) => [href, `resources/${href}`]));
  const [organization] = readManifest(parseXml(manifest, "imsmanifest.xml"), files).organizations;
  if (!organization) throw new Error("no organization");
  return organization;
}
