/** A course on a phone over a link that drops every twenty seconds, as its learner sees it: one picture after everything they do. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "@playwright/test";
import { openOnPhone, studyCourse, weaken } from "../e2e/phone-steps";
import { offerPackage } from "../e2e/player-steps";
import { partsPackage } from "../fixtures/parts";
import { FOLDER } from "./camera";

const PARTS = 10;

/** Files are FOLDER/flaky-number-what-was-done.png. Answers what is wrong as drawn: sideways scrolling. */
export async function photographFlakyLink(browser: Browser): Promise<string[]> {
  mkdirSync(FOLDER, { recursive: true });
  const faults: string[] = [];
  let number = 0;
  await offerPackage(browser, await partsPackage("ten-parts", PARTS), "First at the scene");
  const phone = await openOnPhone(browser, "officer2", async (page, moment) => {
    number += 1;
    const name = `flaky-${String(number).padStart(2, "0")}-${moment}`;
    await page.screenshot({ path: join(FOLDER, `${name}.png`) });
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth > window.innerWidth + 1,
    );
    if (sideways) faults.push(`${name} scrolls sideways`);
  });
  const dropping = weaken(phone);
  await studyCourse(phone, PARTS);
  await dropping.stop();
  await phone.close();
  return faults;
}
