/** Cases in Chromium, through the real server, with what came of each. */
import type { Browser, Page } from "@playwright/test";
import { importPackage, offerPackage, openOffered } from "../e2e/player-steps";
import { newLearner, signIn } from "../e2e/steps";
import type { AdlCase } from "./adl-case";
import { type OpenPackage, playInBrowser } from "./browser-player";
import { BEGINS_ANOTHER, GOES_ON_FROM } from "./exceptions";
import type { Verdict } from "./play-all";

/**
 * Plays the cases one after the other and tells of each. Most are opened as staff try a package: every preview begins anew and leaves
 * nothing. Those that hand global objectives on to another, or begin another attempt, are played by an enrolled learner.
 */
export async function playInChromium(
  browser: Browser,
  cases: AdlCase[],
  tell: (verdict: Verdict) => void,
): Promise<Verdict[]> {
  const staff = await signIn(browser, "academy");
  const who = await newLearner();
  const verdicts: Verdict[] = [];
  for (const adl of cases) {
    const open = needsEnrolment(adl) ? learnIn(browser, who) : previewIn(staff);
    const verdict = missing(adl, cases) ?? (await play(adl, open));
    verdicts.push(verdict);
    tell(verdict);
  }
  return verdicts;
}

function missing({ name }: AdlCase, cases: AdlCase[]): Verdict | null {
  const before = GOES_ON_FROM[name];
  if (before === undefined || cases.some((each) => each.name === before)) return null;
  return {
    name,
    verdict: "not applicable",
    reason: `goes on from what ${before} leaves, which was not played`,
  };
}

async function play(adl: AdlCase, open: OpenPackage): Promise<Verdict> {
  const reason = await playInBrowser(adl, open);
  const verdict = reason === null ? "passed" : "failed";
  return { name: adl.name, verdict, reason: reason ?? "" };
}

const needsEnrolment = ({ name }: AdlCase) =>
  name in GOES_ON_FROM ||
  Object.values(GOES_ON_FROM).includes(name) ||
  BEGINS_ANOTHER.includes(name);

const previewIn =
  (staff: Page): OpenPackage =>
  async (file, title) => {
    await importPackage(staff, file, title);
    await staff.getByRole("button", { name: "Preview in the player" }).click();
    await staff.locator("#shell").waitFor();
    return staff;
  };

const learnIn =
  (browser: Browser, who: string): OpenPackage =>
  async (file, title) => {
    await offerPackage(browser, file, title);
    const learner = await signIn(browser, who);
    await openOffered(learner);
    return learner;
  };
