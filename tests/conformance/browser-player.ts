/**
 * Plays a case in the real player: the package goes through the real server, the learner's part is done with the player's own controls,
 * and what each SCO hears is what its API gives it in Chromium.
 */
import type { Frame, Page } from "@playwright/test";
import { everyActivity, type Organization } from "../../app/domain/packages/schema";
import type { AdlCase, LearnerAction, Shown, Step, Visit } from "./adl-case";
import { writeCase } from "./case-package";
import { differs } from "./compare";
import { organizationOf } from "./node-player";

/** Where a package is opened as staff open it, in a page that has just arrived at the player. */
export type OpenPackage = (file: string, title: string) => Promise<Page>;

/** What happened is not what the case expects. */
class Deviation extends Error {}

/** Null when everything was as expected, else the first thing that was not. */
export async function playInBrowser(adl: AdlCase, open: OpenPackage): Promise<string | null> {
  const page = await open(await writeCase(adl), `ADL ${adl.name}`);
  try {
    await new BrowserPlayer(adl, page).play();
    return null;
  } catch (error) {
    if (error instanceof Error) return error.message.split("\n")[0] ?? "";
    throw error;
  }
}

type Heard = { call: string; returned: string; error: string } | { objectives: string[] };
type Delivery = { frame: Frame; activity: number } | "choosing" | "ended";

const PATIENCE_MS = 15_000;

class BrowserPlayer {
  private readonly organization: Organization;
  private readonly url: string;
  private readonly seen = new Set<Frame>();
  private before: Delivery | null = null;
  private where = "start";

  constructor(
    private readonly adl: AdlCase,
    private readonly page: Page,
  ) {
    this.organization = organizationOf(adl.manifest);
    this.url = page.url();
  }

  async play(): Promise<void> {
    let delivery = await this.next();
    if (this.adl.start !== null) {
      this.expect(delivery === "choosing", "the learner chooses first");
      await this.choose(this.adl.start);
      delivery = await this.next();
    }
    for (const visit of this.adl.visits) {
      this.where = visit.name;
      delivery = await this.playVisit(visit, delivery);
    }
    this.where = "end";
    this.expect(typeof delivery === "string", `nothing more is delivered, not ${named(delivery)}`);
  }

  private async playVisit(visit: Visit, delivery: Delivery): Promise<Delivery> {
    const number = typeof delivery === "string" ? delivery : delivery.activity;
    this.expect(number === visit.activity, `delivers activity ${visit.activity}, not ${number}`);
    if (typeof delivery === "string") return delivery;
    for (const question of visit.shown) await this.look(question);
    await this.run(delivery.frame, visit.steps);
    return this.finish(delivery.frame, visit);
  }

  private async run(frame: Frame, steps: Step[]): Promise<void> {
    const heard = await frame.evaluate(
      (given) => (window as unknown as { play: (steps: unknown) => Heard[] | null }).play(given),
      steps,
    );
    this.expect(heard !== null || steps.length === 0, "the SCO finds an API");
    for (const [index, step] of steps.entries()) this.compare(step, heard?.[index]);
  }

  private compare(step: Step, heard: Heard | undefined): void {
    if (!heard) throw new Deviation(`${this.where}: the SCO heard nothing`);
    if ("objectives" in heard) this.compareObjectives(step, heard.objectives);
    else if (step.kind === "call") this.compareAnswer(step, heard);
  }

  private compareObjectives(step: Step, objectives: string[]): void {
    const expected = step.kind === "objectives" ? [...step.identifiers].sort().join(", ") : "";
    const found = objectives.sort().join(", ");
    this.expect(found === expected, `objectives are ${expected}, not ${found}`);
  }

  private compareAnswer(
    step: Extract<Step, { kind: "call" }>,
    { call, returned, error }: { call: string; returned: string; error: string },
  ): void {
    const difference = differs(returned, step.returns);
    this.expect(difference === null, `${call} returns ${difference}, not "${returned}"`);
    this.expect(error === step.error, `${call} sets error ${step.error}, not ${error}`);
  }

  private async finish(frame: Frame, { actions, steps }: Visit): Promise<Delivery> {
    const [first] = actions;
    if (!first || first.kind === "relaunch") await this.endAlone(frame, steps);
    // what comes of the session's end has to be there before the page is left
    let delivery = first?.kind === "relaunch" ? await this.next() : null;
    for (const action of actions) {
      delivery = null;
      await this.act(action);
      if (action.kind !== "relaunch" && actions.length > 1) delivery = await this.next();
    }
    return delivery ?? this.next();
  }

  /** What the SCO asked for is done once it has ended its session; without a wish the learner ends the part. */
  private async endAlone(frame: Frame, steps: Step[]): Promise<void> {
    await frame.evaluate(() => (window as unknown as { end: () => void }).end());
    if (!asksToLeave(steps)) return this.more("end-part");
    const until = Date.now() + PATIENCE_MS;
    while (!frame.isDetached() && Date.now() < until) await this.page.waitForTimeout(30);
    if (!frame.isDetached()) await this.more("end-part");
  }

  private async act(action: LearnerAction): Promise<void> {
    const { page } = this;
    switch (action.kind) {
      case "continue":
        return page.locator("#next").click();
      case "previous":
        return page.locator("#previous").click();
      case "choice":
        return this.choose(action.title);
      case "exit":
        return this.more("end-part");
      case "exitAll":
        return this.more("end-all");
      case "abandon":
        return this.more("abandon-part");
      case "abandonAll":
        return this.more("abandon-all");
      case "suspendAll":
        await page.locator("#exit").click();
        return page.waitForURL((url) => !url.pathname.startsWith("/learn/"));
      case "relaunch":
        return this.relaunch();
    }
  }

  private async relaunch(): Promise<void> {
    const { page } = this;
    if (page.url().startsWith(this.url)) {
      if ((await this.stands()) !== "ended") await this.more("end-all");
      await page.locator("#player-end").waitFor();
      await page.locator("#saved:is([data-status=saved], [data-status=idle])").waitFor();
    }
    this.seen.clear();
    this.before = null;
    await page.goto(this.url);
  }

  private async more(button: string): Promise<void> {
    const { page } = this;
    if (!(await page.locator("#more").getAttribute("open")))
      await page.locator("#more > summary").click();
    await page.locator(`#${button}`).click();
  }

  private async choose(title: string): Promise<void> {
    const { page } = this;
    // the player opens its contents by itself where there is nothing else to do; a click then would close them
    await page.locator("#contents").evaluate((contents: HTMLDetailsElement) => {
      contents.open = true;
    });
    await page.locator(`#contents-list [data-item="${this.titled(title)}"]`).click();
  }

  private stands = () => this.page.locator("#player").getAttribute("data-stands");

  /** What is there once something new is, or nothing any more. */
  private async next(): Promise<Delivery> {
    this.before = await this.awaitNext();
    return this.before;
  }

  private async awaitNext(): Promise<Delivery> {
    const { page } = this;
    const until = Date.now() + PATIENCE_MS;
    while (Date.now() < until) {
      if (!page.url().startsWith(this.url)) return "ended";
      const stands = await this.stands();
      if (stands === "ended" || (stands === "choosing" && this.before !== stands)) return stands;
      const frame = page
        .frames()
        .find((each) => /[?&]act=\d+/.test(each.url()) && !this.seen.has(each));
      const number = /[?&]act=(\d+)/.exec(frame?.url() ?? "")?.[1];
      if (frame && number && stands === "delivered") {
        await frame.waitForFunction(() => "play" in window);
        this.seen.add(frame);
        return { frame, activity: Number(number) };
      }
      await page.waitForTimeout(30);
    }
    throw new Deviation(`${this.where}: nothing new was delivered in time`);
  }

  private async look({ control, title, expected, question }: Shown): Promise<void> {
    const { page } = this;
    if (control === "continue" || control === "previous") {
      const button = page.locator(control === "continue" ? "#next" : "#previous");
      const isUsable = (await button.isVisible()) && (await button.isEnabled());
      return this.expect(isUsable === expected, `${question} is ${expected}`);
    }
    const line = title === null ? "" : `[data-item="${this.titled(title)}"]`;
    const open = "button:not([aria-disabled=true])";
    const selector =
      control === "contents"
        ? `${open}:not([aria-current=true])`
        : control === "visible"
          ? line
          : `${open}${line}`;
    const isHidden = (await page.locator("#contents").getAttribute("hidden")) !== null;
    const count = await page.locator(`#contents-list ${selector}`).count();
    this.expect((!isHidden && count > 0) === expected, `${question} is ${expected}`);
  }

  private titled(title: string): string {
    if (title.includes("corresponds to the root")) return this.organization.identifier;
    const found = everyActivity(this.organization.activities).find((item) => item.title === title);
    if (!found) throw new Deviation(`no activity "${title}"`);
    return found.identifier;
  }

  private expect(holds: boolean, expectation: string): void {
    if (!holds) throw new Deviation(`${this.where}: expected that ${expectation}`);
  }
}

const named = (delivery: Delivery): string =>
  typeof delivery === "string" ? delivery : `activity ${delivery.activity}`;

/** Whether a SCO asks for what comes when its session ends (RTE §4.2.9 cmi.exit, §4.2.12 adl.nav.request). */
function asksToLeave(steps: Step[]): boolean {
  const set = (element: string) =>
    steps
      .map((step) => (step.kind === "call" && step.call === "SetValue" ? step : null))
      .filter((step) => step?.arguments[0] === element && step.error === "0")
      .at(-1)?.arguments[1];
  const isOver = ["time-out", "logout"].includes(set("cmi.exit") ?? "");
  return isOver || (set("adl.nav.request") ?? "_none_") !== "_none_";
}
