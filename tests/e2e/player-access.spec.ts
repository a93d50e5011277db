/** The player for those who use the keyboard alone, or a screen reader, or a phone. */
import { expect } from "@playwright/test";
import { waysPackage } from "../fixtures/ways";
import { faultsHere } from "./cohort-steps";
import { importPackage } from "./player-steps";
import { sco, signIn, tabTo } from "./steps";
import { test } from "./test";

test("a package is gone through without a mouse, and no state of the player has an accessibility fault", async ({
  browser,
}) => {
  const problems: string[] = [];
  const page = await signIn(browser, "academy", problems);
  await importPackage(page, await waysPackage(), "Two ways");
  await page.getByRole("button", { name: "Preview in the player" }).click();
  const long = page.getByRole("button", { name: "The long way" });
  const faults: string[] = [];
  await expect(long).toBeVisible();
  faults.push(...(await faultsHere(page, "choice of the organization")));
  await tabTo(page, long);
  await page.keyboard.press("Enter");
  await expect(sco(page).getByRole("heading")).toHaveText("Part in mode normal");
  faults.push(...(await faultsHere(page, "a part")));

  const contents = page.getByText("Contents", { exact: true });
  await tabTo(page, contents);
  await page.keyboard.press("Enter");
  const last = page.locator("#contents-list").getByRole("button", { name: /Last part/ });
  await expect(last).toBeVisible();
  faults.push(...(await faultsHere(page, "the contents")));
  await page.keyboard.press("Escape");
  await expect(last).toBeHidden();
  await expect(contents).toBeFocused();
  await page.keyboard.press("Space");
  await tabTo(page, last);
  await page.keyboard.press("Space");
  await expect(page.locator("#item-title")).toHaveText("Last part");

  const full = page.locator("#full-screen");
  await tabTo(page, full);
  await page.keyboard.press("Enter");
  await expect(full).toHaveText("Leave full screen");
  await page.keyboard.press("Enter");
  await expect(full).toHaveText("Full screen");

  await tabTo(page, page.locator("#more > summary"));
  await page.keyboard.press("Enter");
  faults.push(...(await faultsHere(page, "the ways to end")));
  await tabTo(page, page.locator("#end-all"));
  await page.keyboard.press("Enter");
  await expect(page.locator("#player-end")).toBeFocused();
  faults.push(...(await faultsHere(page, "the end")));
  await page.goto(`${page.url()}?mode=browse`);
  await tabTo(page, long);
  await page.keyboard.press("Enter");
  await expect(page.locator("#saved")).toHaveText("Browsing: nothing is saved");
  faults.push(...(await faultsHere(page, "browsing")));
  expect([...faults, ...problems]).toEqual([]);
});
