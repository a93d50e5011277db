/** SCORM 2004 packages of another maker whose own rules decide: they play, resume and report as their maker says. */
import { expect, type Page } from "@playwright/test";
import { waysPackage } from "../fixtures/ways";
import { havePackages, packagePath } from "../setup/real-packages";
import { importPackage, lessonArrived, moduleRow, offerPackage, openOffered } from "./player-steps";
import { leavePlayer, newLearner, nextGolfPage, origin, sco, signIn } from "./steps";
import { test } from "./test";

const FORCED = "golf/SequencingForcedSequential_SCORM20043rdEdition.zip";
const POST_TEST = "golf/SequencingPostTestRollup_SCORM20043rdEdition.zip";
const PARTS = ["Playing the Game", "Etiquette", "Handicapping", "Having Fun"];

const title = (page: Page) => page.locator("#item-title");
const line = (page: Page, part: string) =>
  page.locator("#contents-list [data-item]").filter({ hasText: part });

/** The golf SCO passes when its last page is reached. */
async function passPart(page: Page, part: string): Promise<void> {
  await expect(title(page)).toHaveText(part);
  await lessonArrived(page);
  const forward = sco(page).locator("#butNext");
  while (await forward.isEnabled()) await nextGolfPage(page);
}

async function passQuiz(page: Page): Promise<void> {
  await expect(title(page)).toHaveText("Quiz");
  await lessonArrived(page);
  const quiz = sco(page).frameLocator("iframe");
  for (const right of await quiz.locator(".correctAnswer input[type=radio]").all())
    await right.check();
  for (const blank of await quiz
    .locator(".correctAnswer")
    .filter({ has: page.locator("input[type=text]") })
    .all())
    await blank.locator("input").fill((await blank.textContent())?.match(/\((-?\d+)\)/)?.[1] ?? "");
  await quiz.getByRole("button", { name: "Submit Answers" }).click();
  await expect(quiz.getByText(/Score: 100/)).toBeVisible();
}

test("parts in a forced order open one after the other, say why not, and go on where they were", async ({
  browser,
}) => {
  test.skip(!havePackages, "no real packages");
  const page = await signIn(browser, "academy");
  page.on("dialog", (dialog) => void dialog.accept());
  await importPackage(page, packagePath(FORCED), "Golf, forced order");
  await page.getByRole("button", { name: "Preview in the player" }).click();
  await expect(title(page)).toHaveText("Playing the Game");
  await expect(page.locator("#next")).toBeDisabled();
  await expect(line(page, "Etiquette")).toHaveAttribute("aria-disabled", "true");
  await page.getByText("Contents", { exact: true }).click();
  await line(page, "Etiquette").press("Enter");
  await expect(page.getByText("This part is not open to you now.")).toBeVisible();
  await page.keyboard.press("Escape");
  // a part of the contents that somebody is about to press is not taken away under the finger
  await line(page, "Etiquette").evaluate((part) => part.setAttribute("data-held", ""));
  await passPart(page, "Playing the Game");
  await expect(line(page, "Playing the Game")).toContainText("passed");
  await expect(line(page, "Etiquette")).toHaveAttribute("data-held", "");
  await page.locator("#next").click();
  await expect(title(page)).toHaveText("Etiquette");
  await lessonArrived(page);
  await nextGolfPage(page);
  const player = page.url();
  await page.getByRole("link", { name: "Save and exit" }).click();
  await expect(page.getByRole("heading", { name: /^Trial of/ })).toBeVisible();
  await page.goto(player);
  await expect(title(page)).toHaveText("Etiquette");
  await expect(line(page, "Playing the Game")).toContainText("passed");
  await expect(line(page, "Having Fun")).toHaveAttribute("aria-disabled", "true");
});

test("the test at the end alone decides whether the course is done", async ({ browser }) => {
  test.skip(!havePackages, "no real packages");
  test.setTimeout(240_000);
  await offerPackage(browser, packagePath(POST_TEST), "Golf, post-test");
  const page = await signIn(browser, await newLearner());
  page.on("dialog", (dialog) => void dialog.accept());
  await openOffered(page);
  for (const part of PARTS) {
    await passPart(page, part);
    await page.locator("#next").click();
  }
  await expect(title(page)).toHaveText("Quiz");
  await leavePlayer(page);
  await expect(moduleRow(page)).toContainText("In progress");
  await page.goto(`${origin()}/my-learning`);
  await moduleRow(page).getByRole("button").click();
  await passQuiz(page);
  await page.locator("#next").click();
  await expect(page.getByText("You have reached the end of this course")).toBeVisible();
  await expect(page.getByText("All parts are done (5/5).")).toBeVisible();
  await page.getByRole("link", { name: "Back to My learning" }).click();
  await expect(moduleRow(page)).toContainText("Completed");
});

const heading = (page: Page) => sco(page).getByRole("heading", { level: 1 });

async function previewWays(page: Page): Promise<string> {
  await importPackage(page, await waysPackage(), "Two ways");
  await page.getByRole("button", { name: "Preview in the player" }).click();
  await expect(
    page.getByRole("heading", { name: "Choose your way through this course" }),
  ).toBeVisible();
  return page.url();
}

test("a learner picks one of several organizations and keeps it; hidden parts stay hidden, nested ones are a tree", async ({
  browser,
}) => {
  const page = await signIn(browser, "academy");
  const player = await previewWays(page);
  await page.getByRole("button", { name: "The long way" }).click();
  await expect(heading(page)).toHaveText("Part in mode normal");
  await expect(page.locator("#contents-list li li li [data-item]")).toHaveText([
    /First part/,
    /Last part/,
  ]);
  await page.locator("#next").click();
  await expect(page.locator("#player")).toHaveAttribute("data-visit", "2");
  await expect(page.locator("#saved")).toHaveText(/^Saved \d/);
  const between = await title(page).textContent();
  // before the last part: whoever closes that one may have finished the course with it
  await page.goto(player);
  await expect(heading(page)).toHaveText("Part in mode normal");
  await expect(title(page)).toHaveText(between ?? "");
  await page.locator("#next").click();
  await expect(title(page)).toHaveText("Last part");
});

test("content that hides every control still lets its learner go, and its time is kept for it", async ({
  browser,
}) => {
  const page = await signIn(browser, "academy");
  const player = await previewWays(page);
  await page.getByRole("button", { name: "The short way" }).click();
  await expect(heading(page)).toHaveText("Part in mode normal");
  for (const control of ["#next", "#previous", "#more"])
    await expect(page.locator(control)).toBeHidden();
  await expect(page.getByRole("link", { name: "Save and exit" })).toBeVisible();
  await expect(page.getByText("The time for this part is over, so it was closed")).toBeVisible();
  await page.goto(`${player}?mode=browse`);
  await page.getByRole("button", { name: "The long way" }).click();
  await expect(heading(page)).toHaveText("Part in mode browse");
  await expect(page.locator("#saved")).toHaveText("Browsing: nothing is saved");
});

test("where nothing is open the bar does not say that something opens", async ({ browser }) => {
  const page = await signIn(browser, "academy");
  await previewWays(page);
  await expect(page.locator("#saved")).toHaveText("Nothing to save yet");
  await page.getByRole("button", { name: "The free way" }).click();
  await expect(page.getByText("Nothing is open now. Choose what to open")).toBeVisible();
  await expect(page.locator("#saved")).toHaveText("Nothing to save yet");
  await expect(page.locator("#player-opening")).toBeEmpty();
  await page.getByRole("button", { name: "Another part" }).click();
  await expect(heading(page)).toHaveText("Part in mode normal");
});
