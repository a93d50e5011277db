/** From one lesson to the next in the player: each is opened once, seen before it counts, and never a blank page without a word. */
import { expect, type Page, type Route } from "@playwright/test";
import { difficultPackage } from "../fixtures/difficult";
import { importPackage, saved, savedAt } from "./player-steps";
import { origin, sco, signIn } from "./steps";
import { test } from "./test";

/** Longer than the player waits for a lesson that does not let go. */
const PATIENCE_MS = 4500;

const heading = (page: Page) => sco(page).getByRole("heading", { level: 1 });

/** Staff see in a preview what learners see; every preview begins anew. */
async function preview(page: Page): Promise<void> {
  await importPackage(page, await difficultPackage(), "Difficult lessons");
  await page.getByRole("button", { name: "Preview in the player" }).click();
  await expect(heading(page)).toHaveText("Quick");
}

async function choose(page: Page, lesson: RegExp): Promise<void> {
  await page.getByText("Contents", { exact: true }).click();
  await page.getByRole("button", { name: lesson }).click();
}

const inContents = (page: Page, lesson: RegExp) =>
  page.locator(".player-contents button").filter({ hasText: lesson });

/** The pause between the clicks is longer than a lesson needs to leave, and shorter than a double click may be. */
const doubleClick = (page: Page) => page.locator("#next").dblclick({ delay: 150 });

/** Both before the page could do anything about the first. */
const clickTwiceAtOnce = (page: Page) =>
  page.locator("#next").evaluate((next: HTMLElement) => {
    next.click();
    next.click();
  });

for (const [how, click] of [
  ["a double click", doubleClick],
  ["two clicks at once", clickTwiceAtOnce],
] as const) {
  test(`Next opens the next lesson once after ${how}, and nothing is done unseen`, async ({
    browser,
  }) => {
    const page = await signIn(browser, "academy");
    await preview(page);
    await click(page);
    await expect(heading(page)).toHaveText("Quitter");
    await opensOnce(page);
  });
}

async function opensOnce(page: Page): Promise<void> {
  const document = sco(page).locator("html");
  await document.evaluate((root) => root.setAttribute("data-opened", "once"));
  await expect(saved(page)).toHaveText(savedAt);
  await page.waitForTimeout(PATIENCE_MS);
  await expect(document).toHaveAttribute("data-opened", "once");
  await expect(inContents(page, /Ends its session itself/)).toContainText("not completed");
}

test("a lesson that ended its own session is left at once", async ({ browser }) => {
  const page = await signIn(browser, "academy");
  await preview(page);
  await choose(page, /Ends its session itself/);
  await sco(page).getByRole("button", { name: "End the session" }).click();
  await page.locator("#next").click();
  await expect(heading(page)).toHaveText("Demanding", { timeout: 2000 });
  await expect(inContents(page, /Ends its session itself/)).toContainText("✓");
});

test("what the learner chose goes before what the lesson asks for while it is left", async ({
  browser,
}) => {
  const page = await signIn(browser, "academy");
  await preview(page);
  await choose(page, /Asks for the exit/);
  await expect(heading(page)).toHaveText("Demanding");
  await page.locator("#next").click();
  await expect(heading(page)).toHaveText("Page");
  await page.waitForTimeout(PATIENCE_MS);
  expect(page.url()).toContain(`${origin()}/learn/`);
});

const gone = (route: Route) => route.abort("internetdisconnected");
const toNoFile = (route: Route) =>
  route.continue({ url: route.request().url().replace("page.html", "no-such-page.html") });

for (const [how, answer] of [
  ["the network is gone", gone],
  ["its file is not there", toNoFile],
] as const) {
  test(`a lesson that does not arrive because ${how} says so, counts for nothing and can be tried again`, async ({
    browser,
  }) => {
    const page = await signIn(browser, "academy");
    await preview(page);
    await page.context().route(/page\.html/, answer);
    await choose(page, /A page that never speaks/);
    await expect(page.getByRole("alert")).toContainText("This lesson did not arrive");
    await expect(inContents(page, /A page that never speaks/)).toContainText("not completed");
    await page.context().unroute(/page\.html/);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(heading(page)).toHaveText("Page");
    await expect(page.getByRole("alert")).toBeHidden();
    await expect(inContents(page, /A page that never speaks/)).toContainText("✓");
  });
}

test("a lesson in which its maker put nothing is not a blank page without a word", async ({
  browser,
}) => {
  const page = await signIn(browser, "academy");
  await preview(page);
  await choose(page, /Shows nothing at all/);
  await expect(page.getByText("This lesson shows nothing")).toBeVisible();
  await choose(page, /A page that never speaks/);
  await expect(heading(page)).toHaveText("Page");
  await expect(page.getByText("This lesson shows nothing")).toBeHidden();
});
