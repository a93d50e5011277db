/** SCORM 1.2 packages of other makers in the browser: prerequisites, a hidden lesson, a session suspended and gone on with, what is reported. */
import { expect, type Page } from "@playwright/test";
import { havePackages, packagePath } from "../setup/real-packages";
import {
  lessonArrived,
  moduleRow,
  offerPackage,
  openOffered,
  saved,
  savedAt,
} from "./player-steps";
import { leavePlayer, newLearner, nextGolfPage, sco, signIn } from "./steps";
import { test } from "./test";

test.skip(!havePackages, "no real packages: name their folder with BREAKWATER_PACKAGES");

/** A line of the contents, whether they are open or not. */
const line = (page: Page, title: string) =>
  page.locator("#contents-list button").filter({ hasText: title });
const LAST = "SCO with prerequisite (first and secon SCO)";

/** The debugging SCO sets what its user picks: a drawn menu over each list. */
async function pick(page: Page, list: string, word: string): Promise<void> {
  await sco(page).locator(`#${list}-button`).click();
  await sco(page).locator(`#${list}-menu`).getByText(word, { exact: true }).click();
}

async function report(page: Page, status: string, score: string, exit?: string): Promise<void> {
  await lessonArrived(page);
  await sco(page).getByRole("link", { name: "Common operations" }).click();
  await pick(page, "set-lesson-status", status);
  await pick(page, "set-score", score);
  if (exit) await pick(page, "set-exit", exit);
  await sco(page).locator("#commit-common").click();
  await expect(saved(page)).toHaveText(savedAt);
}

async function next(page: Page): Promise<void> {
  const document = sco(page).locator("html");
  await document.evaluate((root) => root.setAttribute("data-played", ""));
  await page.locator("#next").click();
  await expect(document).not.toHaveAttribute("data-played");
  await lessonArrived(page);
}

const title = (page: Page) => page.locator("#item-title");

test("complexscorm: a lesson opens when its prerequisites are met, in a later session too", async ({
  browser,
}) => {
  const problems: string[] = [];
  await offerPackage(browser, packagePath("moodle/complexscorm.zip"), "Complex SCORM 1.2");
  const page = await signIn(browser, await newLearner(), problems);
  // the asset is the same file and complains that it finds no API
  page.on("dialog", (dialog) => void dialog.accept());
  await openOffered(page);
  await lessonArrived(page);
  await page.locator("#contents summary").click();
  await expect(line(page, "SCO not visible")).toHaveCount(0);
  await expect(line(page, LAST)).toHaveAttribute("aria-disabled", "true");
  // a line that cannot be chosen is no disabled button: it says why
  await line(page, LAST).click({ force: true });
  await expect(
    page.getByText("Do this first: The first content (one SCO), The second content (one SCO too)."),
  ).toBeVisible();
  await page.screenshot({ path: "test-results/scorm12-prerequisite.png" });
  await page.locator("#contents summary").click();
  await report(page, "passed", "8");
  await next(page);
  await report(page, "incomplete", "4", "suspend");
  await leavePlayer(page);

  await moduleRow(page).getByRole("button").click();
  await expect(title(page)).toHaveText("The second content (one SCO too)");
  await lessonArrived(page);
  const stored = sco(page).locator("#elementstable");
  await expect(stored).toBeVisible();
  await sco(page).getByLabel("Search").fill("cmi.core.entry");
  await expect(stored).toContainText("resume");
  await expect(line(page, LAST)).toHaveAttribute(
    "title",
    "Do this first: The second content (one SCO too).",
  );
  await report(page, "completed", "9");
  await expect(line(page, LAST)).not.toHaveAttribute("aria-disabled", "true");

  // the asset, the three nested SCOs, and the one that has just opened
  for (const [name, status] of [
    ["Third content (this is an asset)", null],
    ["SCO with subscoes", "passed"],
    ["Sub-SCO", "completed"],
    ["Sub-Sub-SCO", "passed"],
    [LAST, "passed"],
  ] as const) {
    await next(page);
    await expect(title(page)).toHaveText(name);
    if (status) await report(page, status, "10");
  }
  await expect(page.locator("#next")).toBeDisabled();
  await leavePlayer(page);
  await expect(async () => {
    await page.reload();
    await expect(moduleRow(page)).toContainText("Completed", { timeout: 2000 });
  }).toPass({ timeout: 20_000 });
  expect(problems).toEqual([]);
  await page.context().close();
});

test("golf in several SCOs: each keeps its own state, and a new session begins at the first that is open", async ({
  browser,
}) => {
  const problems: string[] = [];
  const file = "golf/RuntimeMinimumCalls_SCORM12.zip";
  await offerPackage(browser, packagePath(file), file);
  const page = await signIn(browser, await newLearner(), problems);
  page.on("dialog", (dialog) => void dialog.accept());
  await openOffered(page);
  await lessonArrived(page);
  const first = await title(page).textContent();
  const forward = sco(page).locator("#butNext");
  while ((await forward.isVisible()) && (await forward.isEnabled())) await nextGolfPage(page);
  await next(page);
  const second = await title(page).textContent();
  expect(second).not.toBe(first);
  await leavePlayer(page);
  await expect(moduleRow(page)).toContainText("In progress");
  await moduleRow(page).getByRole("button").click();
  await lessonArrived(page);
  await expect(line(page, first ?? "")).toContainText(/(?<!not )completed/);
  expect(problems).toEqual([]);
  await page.context().close();
});
