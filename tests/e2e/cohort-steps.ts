/** Steps with a cohort that runs today, and the check that a page passes. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { addDays, today } from "~/domain/kernel/days";
import { origin } from "./steps";
import { tabFaults } from "./tab-walk";

/** A zone of the region in which it is neither nearly nor barely midnight, so that the session is on one day. */
const ZONE =
  ["America/Belize", "America/Port_of_Spain", "America/Paramaribo"].find((zone) => {
    const hour = Number(clock(zone, new Date()).slice(0, 2));
    return hour >= 1 && hour <= 21;
  }) ?? "America/Belize";

function clock(zone: string, at: Date): string {
  return new Intl.DateTimeFormat("en-GB", {
    ...{ timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  }).format(at);
}
const inMinutes = (minutes: number) => clock(ZONE, new Date(Date.now() + minutes * 60_000));

/** A cohort of today and the six days after it with open enrolment; its page's address. */
export async function publishCohort(academy: Page, title: string): Promise<string> {
  await academy.goto(`${origin()}/academy/cohorts/new`);
  const curriculum = academy.getByLabel("Curriculum");
  const choice = await curriculum.locator("option", { hasText: "FR-CORE" }).textContent();
  await curriculum.selectOption({ label: choice ?? "" });
  await academy.getByLabel("Title").fill(title);
  const on = today("America/St_Lucia", new Date());
  await academy.getByLabel("First day", { exact: true }).fill(on);
  await academy.getByLabel("Last day", { exact: true }).fill(addDays(on, 6));
  await academy.getByLabel("Seats in all").fill("4");
  await academy.getByLabel("Open enrolment").check();
  await academy.getByLabel("The country's contact point").uncheck();
  await academy.getByRole("button", { name: "Save the draft" }).click();
  await academy.getByRole("link", { name: "Publish" }).click();
  await academy.getByRole("button", { name: "Publish" }).click();
  await expect(academy.getByText("The cohort is published.")).toBeVisible();
  return academy.url();
}

/** A session that runs now. */
export async function fillSession(page: Page, title: string) {
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("Time zone").selectOption(ZONE);
  await page.getByLabel("Day", { exact: true }).fill(today(ZONE, new Date()));
  await page.getByLabel("From").fill(inMinutes(-5));
  await page.getByLabel("To", { exact: true }).fill(inMinutes(60));
}

export async function saveSession(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Schedule" }).click();
  const saved = page.getByText("The session is scheduled.");
  const anyway = page.getByRole("button", { name: "Save anyway" });
  // around midnight the zone's day may lie outside the cohort's
  await expect(saved.or(anyway)).toBeVisible();
  if (await anyway.isVisible()) await anyway.click();
  await expect(saved).toBeVisible();
}

/** What axe finds on a page, whether a phone must scroll sideways, and what the Tab key misses. */
export async function faultsOf(page: Page, path: string): Promise<string[]> {
  await page.goto(path.startsWith("http") ? path : `${origin()}${path}`);
  return [...(await faultsHere(page, path)), ...(await tabFaults(page, path))];
}

/** What axe finds, and sideways scrolling, on a page as it stands. */
export async function faultsHere(page: Page, name: string): Promise<string[]> {
  // what passed is not described (thousands of cells), and frames hold others' content
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .setLegacyMode(true)
    .analyze();
  const faults = violations.map((v) => `${name}: ${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`);
  await page.setViewportSize({ width: 390, height: 844 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth > window.innerWidth + 1,
  );
  await page.setViewportSize({ width: 1280, height: 900 });
  return overflow ? [...faults, `${name}: scrolls sideways at 390 px`] : faults;
}
