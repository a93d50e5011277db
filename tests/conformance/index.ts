/**
 * `npm run conformance`: ADL's SCORM 2004 4th Edition cases, first against the run-time alone, then in the real player in Chromium.
 * `-- --node` or `-- --browser` for one of the two, `-- CASE…` for some of the cases.
 */
import { chromium } from "@playwright/test";
import { signIn } from "../e2e/steps";
import { BROWSER_FLAGS, findBrowser } from "../setup/browser";
import startPlatform from "../setup/e2e";
import { havePackages } from "../setup/real-packages";
import type { AdlCase } from "./adl-case";
import { playInBrowser } from "./browser-player";
import { listCases } from "./cases";
import { previewIn } from "./in-chromium";
import { playCase } from "./node-player";

const given = process.argv.slice(2);
const names = given.filter((argument) => !argument.startsWith("--"));
const wants = (variant: string) =>
  given.includes(`--${variant}`) || !given.some((argument) => argument.startsWith("--"));

if (!havePackages) process.exit(0);
const cases = listCases().filter(({ name }) => names.length === 0 || names.includes(name));
let failures = 0;
if (wants("node")) await run("run-time", async (adl) => playCase(adl));
if (wants("browser")) await inChromium();
process.exit(failures === 0 ? 0 : 1);

async function run(variant: string, play: (adl: AdlCase) => Promise<string | null>): Promise<void> {
  const failed: string[] = [];
  for (const adl of cases) {
    const why = await play(adl);
    if (why !== null) failed.push(adl.name);
    console.log(
      `${why === null ? "passed" : "FAILED"}  ${adl.name}${why === null ? "" : `  ${why}`}`,
    );
  }
  failures += failed.length;
  console.log(
    `${variant}: ${cases.length - failed.length} passed, ${failed.length} failed, of ${cases.length}`,
  );
}

async function inChromium(): Promise<void> {
  const stop = process.env.BREAKWATER_E2E_ORIGIN ? null : await startPlatform();
  const browser = await chromium.launch({ executablePath: findBrowser(), args: BROWSER_FLAGS });
  try {
    const page = await signIn(browser, "academy");
    await run("Chromium", (adl) => playInBrowser(adl, previewIn(page)));
  } finally {
    await browser.close();
    await stop?.();
  }
}
