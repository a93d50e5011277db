/** What player journeys share: an academy puts a package into the open module, a learner opens it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  expect,
  type Page,
} from "@playwright/test";
import { BROWSER_FLAGS, findBrowser } from "../setup/browser";
import { origin, sco, signIn } from "./steps";

/** Makes a package the one of the module that waits for one. */
export async function offerPackage(browser: Browser, file: string, title: string): Promise<void> {
  const academy = await signIn(browser, "academy");
  const packageTitle = await importPackage(academy, file, title);
  await academy.goto(`${origin()}/catalogue/FR-CORE`);
  await academy.getByRole("link", { name: /Choose its package|Change its package/ }).click();
  const option = academy.locator("option", { hasText: packageTitle }).first();
  await academy.getByLabel("Package").selectOption((await option.getAttribute("value")) ?? "");
  await academy.getByRole("button", { name: "Use this package" }).click();
  await sayWhatCompletes(academy);
  await expect(academy.getByText("The package is assigned.")).toBeVisible();
  await academy.context().close();
}

/** A package that no trial has seen report asks for a decision; one that was decided before does not. */
export async function sayWhatCompletes(academy: Page): Promise<void> {
  const asked = academy.getByLabel("Its own report all the same: I know that it reports");
  const done = academy.getByText("The package is assigned.");
  await expect(asked.or(done)).toBeVisible();
  if (!(await asked.isVisible())) return;
  await asked.check();
  await academy.getByLabel("Why").fill("Its makers describe what it reports.");
  await academy.getByRole("button", { name: "Use this package" }).click();
}

/**
 * Imports a package, ends on its page and answers its title: content that this organisation imported before is the same
 * package under its first title.
 */
export async function importPackage(academy: Page, file: string, title: string): Promise<string> {
  await academy.goto(`${origin()}/academy/packages/new`);
  await academy.getByLabel("Package file").setInputFiles(file);
  await academy
    .getByLabel(/For which organisation/)
    .selectOption({ label: "Saint Lucia Police Training Academy" });
  await academy.getByLabel(/Title/).fill(title);
  await academy.getByRole("button", { name: "Import" }).click();
  const imported = academy.getByText("The package is imported.");
  const known = academy.getByText("This content was imported before; here it is.");
  await imported.or(known).waitFor({ timeout: 60_000 });
  const heading = academy.getByRole("heading", { level: 1 });
  if (await imported.isVisible()) await expect(heading).toHaveText(title);
  return (await heading.textContent()) ?? "";
}

/** Opens the module with the offered package under an enrolment of its own: a former one is withdrawn from first. */
export async function openOffered(page: Page): Promise<void> {
  await page.goto(`${origin()}/catalogue/FR-CORE`);
  const enrol = page.getByRole("button", { name: "Enrol" });
  if (!(await enrol.isVisible())) {
    await withdrawOffered(page);
    await page.goto(`${origin()}/catalogue/FR-CORE`);
  }
  await enrol.click();
  await page.goto(`${origin()}/my-learning`);
  await moduleRow(page).getByRole("button").click();
  await expect(page.locator("#shell")).toBeVisible();
}

/** Ends the enrolment, and with it the registration. */
export async function withdrawOffered(page: Page): Promise<void> {
  await page.goto(`${origin()}/my-learning`);
  await page.getByText("Why am I not finished?").click();
  await page.getByRole("button", { name: "Withdraw from this curriculum" }).click();
  await expect(page.getByText("You have not started anything yet")).toBeVisible();
}

/**
 * A browser with a profile of its own in which embedded sites have storage and workers, as in most people's browsers: private
 * windows and Debian's build deny them, which would make the attacks look harmless.
 */
export async function lastingBrowser(
  asked: BrowserContextOptions = {},
  flags: string[] = [],
): Promise<{
  newContext: () => Promise<BrowserContext>;
  close: () => Promise<void>;
}> {
  const profile = mkdtempSync(join(tmpdir(), "breakwater-profile-"));
  const allowed = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };
  mkdirSync(join(profile, "Default"));
  writeFileSync(join(profile, "Default", "Preferences"), JSON.stringify(allowed));
  const args = [...BROWSER_FLAGS, ...flags];
  const options = { executablePath: findBrowser(), args, locale: "en-GB", ...asked };
  const context = await chromium.launchPersistentContext(profile, options);
  return {
    newContext: async () => context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

export const moduleRow = (page: Page) =>
  page.getByRole("listitem").filter({ hasText: "Phones, connected devices" }).last();

export const saved = (page: Page) => page.locator("#saved");
export const savedAt = /^Saved \d/;
export const nextPage = (page: Page) => sco(page).locator("#butNext");

/** The lesson's own document is there, and not the blank one a frame has before it: to be seen, or said to be empty. */
export async function lessonArrived(page: Page): Promise<void> {
  const root = sco(page).locator("html");
  await expect
    .poll(() => root.evaluate(() => `${location.protocol} ${document.readyState}`), {
      timeout: 30_000,
    })
    .toMatch(/^http:? complete/);
  const empty = page.getByText("This lesson shows nothing");
  await expect
    .poll(async () => (await sco(page).locator("body").isVisible()) || (await empty.isVisible()))
    .toBe(true);
}
