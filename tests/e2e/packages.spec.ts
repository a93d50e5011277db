/** Packages of other makers, from the upload to a completed module: every one that needs no sequencing rules is played to its end. */
import { expect, type Frame, type Locator, type Page } from "@playwright/test";
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
test.setTimeout(180_000);

const PACKAGES = [
  "golf/ContentPackagingOneFilePerSCO_SCORM12.zip",
  "golf/ContentPackagingOneFilePerSCO_SCORM20043rdEdition.zip",
  "golf/ContentPackagingSingleSCO_SCORM12.zip",
  "golf/ContentPackagingSingleSCO_SCORM20043rdEdition.zip",
  "golf/ContentPackagingWithMetadata_SCORM12.zip",
  "golf/RuntimeBasicCalls_SCORM12.zip",
  "golf/RuntimeBasicCalls_SCORM20043rdEdition.zip",
  "golf/RuntimeMinimumCalls_SCORM12.zip",
  "moodle/RuntimeMinimumCalls_SCORM12-mini.zip",
  "moodle/singlesco_scorm12.zip",
  "moodle/singlescobasic.zip",
];

for (const file of PACKAGES) {
  test(`${file} is played to completion`, async ({ browser }) => {
    const problems: string[] = [];
    await offerPackage(browser, packagePath(file), file);
    const page = await signIn(browser, await newLearner(), problems);
    page.on("dialog", (dialog) => void dialog.accept());
    await openOffered(page);
    await playEverything(page);
    // a lesson that never speaks must have been on the screen for some seconds
    await expect(saved(page)).toHaveText(savedAt);
    await leavePlayer(page);
    await expect(async () => {
      await page.reload();
      await expect(moduleRow(page)).toContainText("Completed", { timeout: 2000 });
    }).toPass({ timeout: 20_000 });
    expect(problems).toEqual([]);
    await page.context().close();
  });
}

/** Every lesson in the order of the contents. SCORM 2004 without rules of its own opens nothing by itself and allows every choice. */
async function playEverything(page: Page): Promise<void> {
  const nothing = page.getByText("Choose what to open from the contents");
  await either(nothing, sco(page).locator("html"));
  if (await nothing.isVisible()) return playChosen(page);
  const next = page.locator("#next");
  const end = page.getByText("You have reached the end of this course");
  for (;;) {
    await playLesson(page);
    if (!(await next.isVisible()) || (await next.isDisabled())) return;
    // two lessons may show the same file, so the address says nothing
    const document = sco(page).locator("html");
    await document.evaluate((root) => root.setAttribute("data-played", ""));
    await next.click();
    await either(end, sco(page).locator("html:not([data-played])"));
    if (await end.isVisible()) return;
  }
}

/** What is in another frame cannot be asked for in one locator. */
const either = (here: Locator, there: Locator) =>
  expect.poll(async () => (await here.isVisible()) || (await there.count()) > 0).toBe(true);

async function playChosen(page: Page): Promise<void> {
  const lessons = page.locator("#contents-list button");
  const count = await lessons.count();
  for (let at = 0; at < count; at++) {
    const lesson = lessons.nth(at);
    if (!(await lesson.isVisible())) await page.getByText("Contents", { exact: true }).click();
    await lesson.click();
    await expect(lesson).toHaveAttribute("aria-current", "true");
    await playLesson(page);
  }
}

/** Pages through what the lesson shows and answers what it asks, whatever it is built from. */
async function playLesson(page: Page): Promise<void> {
  await lessonArrived(page);
  const forward = sco(page).locator("#butNext");
  for (;;) {
    await answerQuiz(page);
    if (!(await forward.isVisible()) || (await forward.isDisabled())) return;
    await nextGolfPage(page);
  }
}

async function answerQuiz(page: Page): Promise<void> {
  const quiz = page.frames().find((frame) => frame.url().includes("assessmenttemplate"));
  if (!quiz) return;
  const submit = quiz.getByRole("button", { name: "Submit Answers" });
  if (!(await submit.isVisible())) return;
  await answerRight(quiz);
  await submit.click();
  await expect(quiz.getByText(/^Score: 100/)).toBeVisible();
}

async function answerRight(quiz: Frame): Promise<void> {
  for (const right of await quiz.locator(".correctAnswer input[type=radio]").all())
    await right.check();
  for (const asked of await quiz.locator(".correctAnswer:has(input[type=text])").all()) {
    const answer = /\((\d+)\)/.exec((await asked.textContent()) ?? "")?.[1] ?? "";
    await asked.locator("input").fill(answer);
  }
}
