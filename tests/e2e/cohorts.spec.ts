/** An academy's manager plans a cohort from nothing, is told what does not fit, publishes it, and the region sees it. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { addDays, regionalToday } from "~/domain/kernel/days";
import { origin, signIn } from "./steps";
import { test } from "./test";

const startsOn = addDays(regionalToday(new Date()), 70);
const TITLE = "Night course for patrol officers";

async function planWithMistakes(academy: Page) {
  await academy.goto(`${origin()}/academy/cohorts/new`);
  await academy.getByLabel("Curriculum").selectOption({ label: await firstChoice(academy) });
  await academy.getByLabel("Title").fill(TITLE);
  await academy.getByLabel("First day", { exact: true }).fill(startsOn);
  await academy.getByLabel("Seats in all").fill("4");
  await academy.getByText("Seats kept for countries").click();
  await academy.getByLabel("Jamaica").last().fill("6");
}

const firstChoice = async (academy: Page) =>
  (await academy
    .getByLabel("Curriculum")
    .locator("option", { hasText: "FR-CORE" })
    .textContent()) ?? "";

test("a cohort is drafted with mistakes, corrected, published, seen in the calendar and cancelled", async ({
  browser,
}) => {
  const problems: string[] = [];
  const academy = await signIn(browser, "academy", problems);
  await planWithMistakes(academy);
  await academy.getByRole("button", { name: "Save the draft" }).click();
  const summary = academy.getByRole("alert");
  await expect(summary).toContainText("Give the last day too");
  await expect(summary).toContainText("more than there are in all");
  await expect(academy.getByLabel("Title")).toHaveValue(TITLE);
  await expect(academy.getByLabel("Jamaica").last()).toHaveValue("6");

  await academy.getByLabel("Last day", { exact: true }).fill(addDays(startsOn, 2));
  await academy.getByLabel("Seats in all").fill("10");
  await academy.getByRole("button", { name: "Save the draft" }).click();
  await expect(academy.getByRole("heading", { level: 1, name: TITLE })).toBeVisible();
  await academy.getByRole("link", { name: "Publish" }).click();
  await expect(academy.getByText("10: 6 kept for countries, 4 shared")).toBeVisible();
  await academy.getByRole("button", { name: "Publish" }).click();
  await expect(academy.getByText("The cohort is published.")).toBeVisible();
  const { violations } = await new AxeBuilder({ page: academy }).analyze();
  expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual(
    [],
  );
  const cohort = academy.url();

  const jamaica = await signIn(browser, "ncpoc.jm", problems);
  await jamaica.getByRole("link", { name: "Training", exact: true }).first().click();
  const entry = jamaica.getByRole("listitem").filter({ hasText: TITLE });
  await expect(entry).toContainText("6 left for Jamaica");
  await expect(entry).toContainText("4 shared places left");

  await academy.goto(`${cohort}/cancellation`);
  await academy.getByLabel("Reason").fill("No trainer for these nights");
  await academy.getByLabel("I want to cancel this cohort").check();
  await academy.getByRole("button", { name: "Cancel the cohort" }).click();
  await expect(academy.getByText("Cancelled: No trainer for these nights")).toBeVisible();
  await jamaica.reload();
  await expect(entry).toHaveCount(0);
  expect(problems).toEqual([]);
});
