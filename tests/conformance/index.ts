/**
 * `npm run conformance`: ADL's SCORM 2004 4th Edition cases, first against the run-time alone, then in the real player in Chromium.
 * `-- --node` or `-- --browser` for one of the two, `-- CASE…` for some of the cases.
 */
import { chromium } from "@playwright/test";
import { BROWSER_FLAGS, findBrowser } from "../setup/browser";
import { startPlatform } from "../setup/e2e";
import { listCases } from "./cases";
import { playInChromium } from "./in-chromium";
import { playAll, type Verdict } from "./play-all";

const given = process.argv.slice(2);
const names = given.filter((argument) => !argument.startsWith("--"));
const wants = (variant: string) =>
  given.includes(`--${variant}`) || !given.some((argument) => argument.startsWith("--"));

const cases = listCases().filter(({ name }) => names.length === 0 || names.includes(name));
const verdicts: Verdict[] = [];
if (wants("node")) runTimeAlone();
if (wants("browser") && cases.length > 0) await inChromium();
process.exit(verdicts.some(({ verdict }) => verdict === "failed") ? 1 : 0);

function runTimeAlone(): void {
  const played = playAll(cases);
  for (const verdict of played) tell(verdict);
  sum("run-time alone", played);
}

async function inChromium(): Promise<void> {
  const stop = process.env.BREAKWATER_E2E_ORIGIN ? null : await startPlatform();
  const browser = await chromium.launch({ executablePath: findBrowser(), args: BROWSER_FLAGS });
  try {
    sum("player in Chromium", await playInChromium(browser, cases, tell));
  } finally {
    await browser.close();
    await stop?.();
  }
}

function tell({ name, verdict, reason }: Verdict): void {
  console.log(`${verdict.padEnd(14)} ${name.padEnd(8)} ${reason}`.trimEnd());
}

function sum(variant: string, played: Verdict[]): void {
  verdicts.push(...played);
  const count = (wanted: Verdict["verdict"]) =>
    played.filter(({ verdict }) => verdict === wanted).length;
  console.log(
    `${variant}: ${count("passed")} passed, ${count("failed")} failed, ${count("not applicable")} not applicable`,
  );
}
