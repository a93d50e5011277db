/** Takes a page at desk and phone width, light and where asked dark, as it is printed on the wall for review. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";

export const FOLDER = "screenshots";

const WIDTHS = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
];

/** What is wrong with the page as drawn: sideways scrolling. Files are FOLDER/name-width[-dark].png. */
export async function take(
  page: Page,
  name: string,
  { dark = false, whole = true } = {},
): Promise<string[]> {
  mkdirSync(FOLDER, { recursive: true });
  const faults: string[] = [];
  for (const size of WIDTHS) {
    await page.setViewportSize(size);
    for (const colorScheme of dark ? (["light", "dark"] as const) : (["light"] as const)) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const suffix = colorScheme === "dark" ? "-dark" : "";
      const path = join(FOLDER, `${name}-${size.width}${suffix}.png`);
      await page.screenshot({ path, fullPage: whole });
    }
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth > window.innerWidth + 1,
    );
    if (sideways) faults.push(`${name} scrolls sideways at ${size.width} px`);
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 900 });
  return faults;
}
