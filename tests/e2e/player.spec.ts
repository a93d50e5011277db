/** The player under bad conditions: hostile content, closed tabs, no network, two windows, an ended session, minimal packages. */
import { type BrowserContext, expect, type Page } from "@playwright/test";
import { hostilePackage } from "../fixtures/hostile";
import { havePackages, packagePath } from "../setup/real-packages";
import {
  importPackage,
  lastingBrowser,
  lessonArrived,
  moduleRow,
  nextPage,
  offerPackage,
  openOffered,
  saved,
  savedAt,
} from "./player-steps";
import { leavePlayer, newLearner, origin, sco, signIn } from "./steps";
import { test } from "./test";

const GOLF_12 = "golf/RuntimeBasicCalls_SCORM12.zip";
const MINIMUM_12 = "golf/RuntimeMinimumCalls_SCORM12.zip";

test("content that attacks gets nothing, and its learner's work is still saved", async ({
  browser,
}) => {
  await offerPackage(browser, await hostilePackage(), "Hostile");
  const lasting = await lastingBrowser();
  const page = await signIn(lasting, await newLearner());
  const before = (await page.context().cookies(origin())).map(({ name }) => name).sort();
  await openOffered(page);
  const results = sco(page).locator("#results");
  await expect(results).toContainText("{", { timeout: 60_000 });
  expect(JSON.parse((await results.textContent()) ?? "{}")).toEqual({
    "read the player page": "SecurityError",
    "read the application's storage": "SecurityError",
    "navigate the player page": "SecurityError",
    "see the application's cookies": "",
    "set a cookie for the application": "asked",
    "open a window": "null",
    "call the API with credentials": "TypeError",
    "post without a preflight": "TypeError",
    "leave a beacon": "queued",
    "register a service worker": "TypeError",
    "register a service worker over the shell": "TypeError",
    "frame the application": "foreign document",
    "forge the shell's messages": "asked",
    "fill the storage": "QuotaExceededError",
  });
  await expect(saved(page)).toHaveText(savedAt);
  expect(page.url()).toContain(`${origin()}/learn/`);
  const after = (await page.context().cookies(origin())).map(({ name }) => name).sort();
  expect(after).toEqual(before);
  await leavePlayer(page);
  await expect(moduleRow(page)).toContainText("In progress");
  await lasting.close();
});

test("what was said in a tab's last instant is there when the lesson is opened again", async ({
  browser,
}) => {
  await offerPackage(browser, await hostilePackage(), "Hostile");
  const lasting = await lastingBrowser();
  const page = await signIn(lasting, await newLearner());
  await openOffered(page);
  await expect(sco(page).locator("#results")).toContainText("{", { timeout: 60_000 });
  await expect(saved(page)).toHaveText(savedAt);
  const url = page.url();
  // the page can neither send nor write ahead any more: only the shell's journal is left
  await page.evaluate(() => {
    IDBDatabase.prototype.transaction = () => {
      throw new Error("the tab is dying");
    };
  });
  const content = page.frames().find((frame) => frame.url().includes("index.html"));
  await content?.evaluate(() => {
    localStorage.clear();
    const { API } = window.parent as unknown as { API: Record<string, (...a: string[]) => string> };
    API.LMSSetValue?.("cmi.core.lesson_location", "the last words");
    API.LMSCommit?.("");
  });
  await page.close();
  const again = await (await lasting.newContext()).newPage();
  await again.goto(url);
  await lessonArrived(again);
  const reopened = sco(again).locator("html");
  expect(await reopened.evaluate(() => Reflect.get(window, "resumedAt"))).toBe("the last words");
  await expect(saved(again)).toHaveText(savedAt, { timeout: 60_000 });
  await lasting.close();
});

test("leaving before the content has arrived completes nothing", async ({ browser }) => {
  test.skip(!havePackages, "no real packages");
  await offerPackage(browser, packagePath(GOLF_12), "Golf 1.2");
  const page = await signIn(browser, await newLearner());
  let arrive = () => {};
  const held = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.context().route(/launchpage\.html/, async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await openOffered(page);
  await page.waitForTimeout(1500);
  await page.getByRole("link", { name: "Exit" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "My learning" })).toBeVisible();
  arrive();
  await expect(moduleRow(page)).toContainText("In progress");
});

test("two hours without a network and a closed tab lose nothing", async ({ browser }) => {
  test.skip(!havePackages, "no real packages");
  await offerPackage(browser, packagePath(GOLF_12), "Golf 1.2");
  const page = await signIn(browser, await newLearner());
  await openOffered(page);
  await nextPage(page).click();
  await expect(saved(page)).toHaveText(savedAt);
  await page.context().route("**/learn/**", (route) => route.abort("internetdisconnected"));
  await nextPage(page).click();
  await nextPage(page).click();
  await expect(saved(page)).toHaveText("Saved on this device");
  const url = page.url();
  await page.close();
  const again = await pageOf(page.context());
  await page.context().unroute("**/learn/**");
  const asked: string[] = [];
  again.on("dialog", (dialog) => {
    asked.push(dialog.message());
    void dialog.accept();
  });
  await again.goto(url);
  await expect(nextPage(again)).toBeVisible({ timeout: 30_000 });
  await expect(saved(again)).toHaveText(savedAt);
  expect(asked.join(" ")).toMatch(/resume|left off/i);
  await expect(sco(again).frameLocator("iframe").locator("h1")).toHaveText(/Par|Scoring/);
});

test("a second window takes the lesson over; the first says so and can take it back", async ({
  browser,
}) => {
  test.skip(!havePackages, "no real packages");
  await offerPackage(browser, packagePath(GOLF_12), "Golf 1.2");
  const first = await signIn(browser, await newLearner());
  await openOffered(first);
  first.on("dialog", (dialog) => void dialog.accept());
  await nextPage(first).click();
  await expect(saved(first)).toHaveText(savedAt);
  const second = await pageOf(first.context());
  second.on("dialog", (dialog) => void dialog.accept());
  await second.goto(first.url());
  await expect(nextPage(second)).toBeVisible({ timeout: 30_000 });
  await expect(first.getByRole("alert")).toContainText("goes on in another window");
  await nextPage(second).click();
  await expect(saved(second)).toHaveText(savedAt);
  await first.getByRole("button", { name: "Try again" }).click();
  await expect(nextPage(first)).toBeVisible({ timeout: 30_000 });
  await expect(second.getByRole("alert")).toContainText("goes on in another window");
  await nextPage(first).click();
  await expect(saved(first)).toHaveText(savedAt);
  await expect(moduleRow(await myLearning(second))).not.toContainText("kept apart");
});

test("an ended session keeps the work here until the same person signs in", async ({ browser }) => {
  test.skip(!havePackages, "no real packages");
  await offerPackage(browser, packagePath(GOLF_12), "Golf 1.2");
  const page = await signIn(browser, await newLearner());
  await openOffered(page);
  await nextPage(page).click();
  await expect(saved(page)).toHaveText(savedAt);
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await nextPage(page).click();
  await expect(page.getByRole("alert")).toContainText("You are signed out");
  await nextPage(page).click();
  await expect(page.getByRole("alert")).toContainText("You are signed out");
  await page.context().addCookies(cookies);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(saved(page)).toHaveText(savedAt);
  await expect(page.getByRole("alert")).toBeHidden();
});

test("a package that only begins and ends each of its SCOs can be completed", async ({
  browser,
}) => {
  test.skip(!havePackages, "no real packages");
  test.setTimeout(240_000);
  await offerPackage(browser, packagePath(MINIMUM_12), "Golf, minimum");
  const page = await signIn(browser, await newLearner());
  await openOffered(page);
  const next = page.getByRole("button", { name: "Next" });
  await expect(next).toBeEnabled({ timeout: 30_000 });
  const title = page.locator("#item-title");
  for (let before = ""; ; ) {
    await expect(title).not.toHaveText(before);
    await lessonArrived(page);
    before = (await title.textContent()) ?? "";
    if (await next.isDisabled()) break;
    await next.click();
  }
  await leavePlayer(page);
  await expect(moduleRow(page)).toContainText("Completed");
});

const pageOf = (context: BrowserContext) => context.newPage();

async function myLearning(page: Page) {
  await page.goto(`${origin()}/my-learning`);
  return page;
}

test("staff try a package in the player, and nothing of it counts", async ({ browser }) => {
  test.skip(!havePackages, "no real packages");
  const page = await signIn(browser, "academy");
  const title = await importPackage(page, packagePath(MINIMUM_12), "Golf, minimum");
  await page.goto(`${origin()}/academy/packages`);
  await page.getByRole("link", { name: title, exact: true }).click();
  await page.getByRole("button", { name: "Preview in the player" }).click();
  await expect(page.getByText(/nothing of it counts/)).toBeVisible();
  await lessonArrived(page);
  await page.locator("#next").click();
  await expect(saved(page)).toHaveText(savedAt);
  await page.getByRole("link", { name: "Exit" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await page.goto(`${origin()}/my-learning`);
  await expect(page.getByText("You have not started anything yet")).toBeVisible();
});
