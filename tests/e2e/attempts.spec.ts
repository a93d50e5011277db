/** A learner finishes a lesson, reads what was saved, looks at it again without saving anything, and begins another attempt. */
import { expect } from "@playwright/test";
import { finishLesson, leavePlayer, newLearner, openNext, origin, sco, signIn } from "./steps";
import { test } from "./test";

test("a finished lesson is looked at again without a trace, and another attempt begins blank", async ({
  browser,
}) => {
  const page = await signIn(browser, await newLearner());
  await page.goto(`${origin()}/catalogue/FR-CORE`);
  await page.getByRole("button", { name: "Enrol" }).click();
  await openNext(page);
  await finishLesson(page);
  await page.getByRole("link", { name: /^Attempts/ }).click();
  await expect(page.getByRole("row", { name: /Attempt 1.*This one counts/ })).toBeVisible();
  const attempts = page.url();

  await page.getByRole("link", { name: "What was saved, and when" }).click();
  const entries = page.getByRole("table", { name: "Saved on the server" }).getByRole("row");
  await expect(entries.nth(1)).toContainText("Completed");
  const before = await entries.count();

  await page.goto(attempts);
  await page.getByRole("link", { name: "Look at it again" }).click();
  await expect(sco(page).locator("#where")).toContainText("Page", { timeout: 30_000 });
  await expect(page.locator("#saved")).toHaveAttribute("data-status", "review");
  await expect(sco(page).locator("#where")).toContainText("Everything is done");
  await expect(page.getByRole("button", { name: "Begin another attempt" })).toBeVisible();
  await sco(page).getByRole("button", { name: "Back" }).click();
  await leavePlayer(page);
  await page.goto(attempts.replace(/attempts$/, "saved"));
  await expect(entries).toHaveCount(before);

  await page.goto(attempts);
  await page.getByRole("button", { name: "Begin another attempt" }).click();
  await expect(sco(page).locator("#where")).toContainText("Page 1", { timeout: 30_000 });
  await sco(page).getByRole("button", { name: "Next" }).click();
  await leavePlayer(page);
  await page.goto(attempts);
  await expect(page.getByRole("row", { name: /Attempt 2.*In progress/ })).toBeVisible();
  await page.getByRole("link", { name: "Attempt 1" }).click();
  await expect(page.getByText("To look at again; nothing is saved")).toBeVisible();
  await page.context().close();
});
