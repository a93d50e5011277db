/**
 * `npm run screenshots`: every page as the account that uses it, at 1280 and 390 px, for people to look at. Starts a
 * demonstration of its own, as the browser tests do, and follows every account's links. `-- matrix country` takes only pages whose
 * names contain a word (`-- crawl` all that links lead to).
 */
import { rmSync } from "node:fs";
import { type Browser, chromium } from "@playwright/test";
import { origin, signIn } from "../e2e/steps";
import { BROWSER_FLAGS, findBrowser } from "../setup/browser";
import { startPlatform } from "../setup/e2e";
import { FOLDER, take } from "./camera";
import { crawl } from "./crawl";
import { photographJourney } from "./journey";
import { PAGES } from "./pages";

const wanted = process.argv.slice(2);
const isWanted = ({ name }: { name: string }) =>
  wanted.length === 0 || wanted.some((word) => name.includes(word));

async function photograph(browser: Browser): Promise<string[]> {
  const faults: string[] = [];
  for (const [who, pages] of Object.entries(PAGES)) {
    const chosen = pages.filter(isWanted);
    if (chosen.length === 0) continue;
    const page = who ? await signIn(browser, who) : await browser.newPage();
    for (const shown of chosen) {
      try {
        const path = typeof shown.path === "string" ? shown.path : await shown.path(page);
        await page.goto(`${origin()}${path}`);
        faults.push(...(await take(page, shown.name, { dark: shown.dark })));
      } catch (error) {
        faults.push(`${shown.name}: ${error instanceof Error ? error.message : error}`);
      }
    }
    await page.context().close();
  }
  return faults;
}

const stop = await startPlatform();
const launched = await chromium.launch({ executablePath: findBrowser(), args: BROWSER_FLAGS });
const browser = Object.assign(launched, {
  newContext: launched.newContext.bind(launched, { baseURL: origin(), locale: "en-GB" }),
});
const file = "build/content/FR-CORE-1.0.0-see-the-evidence.scorm-1.2.zip";
const faults: string[] = [];
try {
  if (wanted.length === 0) rmSync(FOLDER, { recursive: true, force: true });
  if (wanted.length === 0 || wanted.includes("journey"))
    faults.push(...(await photographJourney(browser, file)));
  faults.push(...(await photograph(browser)));
  if (wanted.length === 0 || wanted.some((word) => word.startsWith("crawl")))
    faults.push(...(await crawl(browser, isWanted)));
} finally {
  await launched.close();
  await stop();
}
for (const fault of faults) console.error(fault);
console.log(`Look at ${FOLDER}/.`);
process.exit(faults.length === 0 ? 0 : 1);
