/** Steps that journeys share: what a person does, by what they see. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Browser,
  type Cookie,
  expect,
  type FrameLocator,
  type Locator,
  type Page,
} from "@playwright/test";
import { parse } from "yaml";
import { addAccount, emailOf } from "../setup/accounts";
import { DEMO_PASSWORD } from "../setup/e2e";

export const origin = () => process.env.BREAKWATER_E2E_ORIGIN ?? "";

/** Sign-ins are shared: one per account and run, each in browsers that share nothing else. */
const signedIn = new Map<string, Cookie[]>();

/** The first page of a browser of its own, signed in; an unexpected console error fails the test through `problems`. */
export async function signIn(
  browser: Pick<Browser, "newContext">,
  who: string,
  problems: string[] = [],
): Promise<Page> {
  const cookies = signedIn.get(who);
  if (!cookies) return signInAnew(browser, who, problems);
  const page = await watchedPage(browser, problems);
  await page.context().addCookies(cookies);
  await page.goto(origin());
  return page;
}

/** As signIn, through the form: a sign-in that is this browser's only. */
export async function signInAnew(
  browser: Pick<Browser, "newContext">,
  who: string,
  problems: string[] = [],
): Promise<Page> {
  const page = await watchedPage(browser, problems);
  await enter(page, who);
  signedIn.set(who, await page.context().cookies(origin()));
  return page;
}

/** Through the form, in a browser that others may have used before. */
export async function enter(page: Page, who: string): Promise<void> {
  await page.goto(`${origin()}/sign-in`);
  await page.getByLabel("E-mail").fill(emailOf(who));
  await page.getByLabel("Password").fill(DEMO_PASSWORD);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Learn", exact: true }).first().waitFor();
}

let learners = 0;

/** A first responder of Saint Lucia who has learnt nothing yet, for this journey alone; answers the account to sign in with. */
export async function newLearner(): Promise<string> {
  learners += 1;
  const key = `learner.${learners}`;
  await addAccount({
    ...{ key, name: `Learner ${learners}`, country: "LC", organisation: "lc-police-force" },
  });
  return key;
}

async function watchedPage(
  browser: Pick<Browser, "newContext">,
  problems: string[],
): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of (403|404|409|422)/.test(message.text()))
      problems.push(`${page.url()}: ${message.text()}`);
  });
  return page;
}

/** The SCO inside the shell inside the player. */
export const sco = (page: Page): FrameLocator => page.frameLocator("#shell").frameLocator("iframe");

/** Clicks the lesson's own Next and waits until the page inside the lesson is another one. */
export async function nextGolfPage(page: Page): Promise<void> {
  const lesson = sco(page);
  const shown = lesson.frameLocator("iframe").locator("html");
  await shown.evaluate((root) => root.setAttribute("data-left", ""));
  await lesson.locator("#butNext").click();
  await expect(shown).not.toHaveAttribute("data-left");
  await shown.evaluate(
    () =>
      document.readyState === "complete" ||
      new Promise((resolve) => window.addEventListener("load", () => resolve(true))),
  );
}

/** Goes through one of our own lessons: every page, every question right. */
export async function finishLesson(page: Page): Promise<void> {
  const content = sco(page);
  await expect(content.locator("#where")).toContainText("Page", { timeout: 30_000 });
  for (;;) {
    for (const right of await content.locator("section:not([hidden]) input[data-right]").all())
      await right.check();
    const forward = content.getByRole("button", { name: "Next" });
    if (await forward.isDisabled()) break;
    await forward.click();
  }
  await expect(content.locator("#where")).toContainText("Everything is done");
  await leavePlayer(page);
}

/** Leaves as people do, without waiting for what is not sent yet: leaving sends it. */
export async function leavePlayer(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Exit" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "My learning" })).toBeVisible();
}

/** Clicks the one big button of My learning. */
export async function openNext(page: Page): Promise<string> {
  await page.goto(`${origin()}/my-learning`);
  const card = page.locator(".card-lead").first();
  const title = (await card.getByRole("heading").textContent()) ?? "";
  await card
    .getByRole("button")
    .or(card.getByRole("link", { name: "Go to the exam" }))
    .first()
    .click();
  return title;
}

type Item = { stem: string; options: { key: string; text: string }[]; answer: string };

/** Sits an exam with the right answers, which the test reads where the server does, or with wrong ones throughout. */
export async function sitExam(page: Page, curriculum: "fr-core" | "tot", right = true) {
  const file = join("content", "curricula", curriculum, "v1", "items.yaml");
  const bank = parse(readFileSync(file, "utf8")) as Item[];
  const last = { "fr-core": 30, tot: 20 }[curriculum];
  await page.getByRole("button", { name: "Start the exam" }).click();
  for (let position = 1; position <= last; position++) {
    const title = page.getByRole("heading", { name: `Question ${position} of ${last}` });
    await expect(title).toBeVisible();
    const text = (await page.getByRole("main").textContent()) ?? "";
    const item = bank.find((candidate) => text.includes(candidate.stem.trim()));
    const option = item?.options.find(({ key }) => (key === item.answer) === right);
    await page.getByRole("radio", { name: option?.text.trim() ?? "", exact: true }).check();
    const save = position === last ? "Save and see all questions" : "Save and go on";
    await page.getByRole("button", { name: save }).click();
  }
  await page.getByRole("link", { name: /Hand in/ }).click();
  await page.getByRole("button", { name: "Hand in now" }).click();
  const outcome = right ? "You have passed" : /not passed/i;
  await expect(page.getByText(outcome).first()).toBeVisible();
}

/** The assessor marks and signs a learner's practical; alone, or as one of two. */
export async function signPractical(
  page: Page,
  learner: string,
  told = "The practical is signed.",
): Promise<void> {
  await page.goto(`${origin()}/academy/practicals`);
  await page.getByRole("link", { name: learner }).click();
  const criteria = page.getByRole("group").filter({ has: page.getByRole("radio") });
  for (const criterion of await criteria.all()) await criterion.getByLabel(/^3:/).check();
  await page.getByRole("button", { name: "See the outcome before signing" }).click();
  await page.getByLabel(/I watched/).check();
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(page.getByText(told)).toBeVisible();
}

const MOST_STOPS = 80;

/** Presses the tab key until this has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the tab key does not reach ${target}`);
}
