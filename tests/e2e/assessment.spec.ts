/** An assessor at the scene with a phone, without scripts: marks, sees the outcome, confirms, signs once. */
import { expect } from "@playwright/test";
import { DEMO_PASSWORD } from "../setup/e2e";
import { test } from "./test";

const LEARNER = "Marisol Faustin";

test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

test("a practical is marked and signed on a phone, and what was typed survives every refusal", async ({
  page,
}) => {
  const origin = process.env.BREAKWATER_E2E_ORIGIN ?? "";
  await page.goto(`${origin}/sign-in?next=/academy/practicals`);
  await page.getByLabel("E-mail").fill("assessor@demo.breakwater.test");
  await page.getByLabel("Password").fill(DEMO_PASSWORD);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: LEARNER }).click();
  await expect(page.getByRole("heading", { level: 1, name: LEARNER })).toBeVisible();

  const consider = page.getByRole("button", { name: "See the outcome before signing" });
  await page
    .getByRole("group", { name: /^Safety/ })
    .getByLabel(/^3:/)
    .check();
  await consider.click();
  await expect(page.getByRole("alert")).toContainText("Give every criterion a mark.");
  await expect(page.getByRole("group", { name: /^Safety/ }).getByLabel(/^3:/)).toBeChecked();

  for (const group of await page
    .getByRole("group")
    .filter({ has: page.getByRole("radio") })
    .all()) {
    await group.getByLabel(/^2:/).check();
  }
  const custody = page.getByRole("group", { name: /Must pass/ });
  await custody.getByLabel(/^1:/).check();
  await page.getByLabel("Note").nth(6).fill("One transfer was not signed.");
  await consider.click();
  await expect(page.getByRole("heading", { name: /about to sign: not passed/ })).toBeVisible();

  await custody.getByLabel(/^3:/).check();
  await consider.click();
  await expect(page.getByRole("heading", { name: /about to sign: passed/ })).toBeVisible();
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("Confirm that you watched it yourself");
  await page.getByLabel(/I watched/).check();
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(page.getByText("The practical is signed.")).toBeVisible();
  await page.getByRole("link", { name: LEARNER }).click();
  await expect(page.getByText("One transfer was not signed.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Correct this assessment" })).toBeVisible();
});
