/** What a learner on a weak link reads while they wait, and when they want to leave and cannot. */
import { expect } from "@playwright/test";
import { partsPackage } from "../fixtures/parts";
import { holdingOf, missing } from "./arrived";
import { cameraFor, openOnPhone, partOpens, study } from "./phone-steps";
import { offerPackage, saved, savedAt } from "./player-steps";
import { origin } from "./steps";
import { test } from "./test";

test("a lesson on its way says so, and whoever leaves without a link stays until they may close or go", async ({
  browser,
}) => {
  await offerPackage(browser, await partsPackage("two-parts", 2), "First at the scene, shortest");
  const phone = await openOnPhone(browser, cameraFor("weak-link"));
  const { page, link } = phone;
  await study(phone, 1);
  const opening = page.locator("#player-opening");
  await expect(opening).toBeEmpty();
  link.slow({ kilobitsPerSecond: 40, latencyMs: 800 });
  await page.locator("#next").tap();
  await expect(opening).toHaveText("Opening…");
  await phone.see("opening");
  await partOpens(phone, 2);
  await expect(opening).toBeEmpty();

  link.slow({ kilobitsPerSecond: 400, latencyMs: 100 });
  await link.drop("cut");
  await study(phone, 2, "summary");
  await expect(saved(page)).toHaveText("Saved on this device");
  const player = page.url();
  await page.getByRole("link", { name: "Save and exit" }).tap();
  const notice = page.getByRole("alert");
  await expect(notice).toContainText("There is no connection now");
  await expect(notice).toContainText("Your work is safe on this device. You may close this page");
  expect(page.url()).toBe(player);
  await phone.see("no-way-out");
  // the notice stands there already: that this attempt is over too, only the network says
  const unanswered = page.waitForEvent("requestfailed", (asked) =>
    asked.url().endsWith("/healthz"),
  );
  await page.getByRole("link", { name: "Back to My learning" }).tap();
  await unanswered;
  await expect(notice).toContainText("There is no connection now");

  await link.restore();
  await expect(notice).toBeHidden({ timeout: 40_000 });
  await expect(saved(page)).toHaveText(savedAt, { timeout: 40_000 });
  const registration = new URL(player).pathname.split("/").at(-1) ?? "";
  expect(missing(phone.committed, await holdingOf(registration))).toEqual([]);
  await page.getByRole("link", { name: "Back to My learning" }).tap();
  await expect(page).toHaveURL(/my-learning$/);
  expect(phone.problems).toEqual([]);
  await phone.close();
});

test("what a closed lesson left on the device is sent from My learning once the link is back", async ({
  browser,
}) => {
  await offerPackage(browser, await partsPackage("two-parts", 2), "First at the scene, shortest");
  const phone = await openOnPhone(browser, cameraFor("waiting-work"));
  const registration = new URL(phone.page.url()).pathname.split("/").at(-1) ?? "";
  await study(phone, 1, "question");
  await phone.link.drop("cut");
  await study(phone, 1);
  await expect(saved(phone.page)).toHaveText("Saved on this device");
  await phone.page.close();
  await phone.link.restore();
  phone.page = await phone.context.newPage();
  await phone.page.goto(`${origin()}/my-learning`);
  await expect(phone.page.getByText("Work that waited on this device has arrived.")).toBeVisible();
  await phone.see("sent");
  expect(missing(phone.committed, await holdingOf(registration))).toEqual([]);
  await phone.page.getByRole("link", { name: "Show where I stand now" }).tap();
  await expect(phone.page.getByRole("heading", { level: 1 })).toHaveText("My learning");
  await expect(phone.page.locator("#waiting-work")).toBeHidden();
  await phone.close();
});
