/** A sample of ADL's SCORM 2004 cases in the real player; `npm run conformance` plays them all. */
import { expect } from "@playwright/test";
import fc from "fast-check";
import { listCases } from "../conformance/cases";
import { playInChromium } from "../conformance/in-chromium";
import { havePackages } from "../setup/real-packages";
import { test } from "./test";

const SAMPLE = 8;
/** The same cases every time, so that a failure means a change; another seed plays others. */
const seed = Number(process.env.BREAKWATER_CONFORMANCE_SEED ?? 2004);

test(`${SAMPLE} of ADL's cases play as their scripts say`, async ({ browser }) => {
  test.skip(!havePackages, "no real packages");
  test.setTimeout(300_000);
  const [cases = []] = fc.sample(
    fc.shuffledSubarray(listCases(), { minLength: SAMPLE, maxLength: SAMPLE }),
    {
      numRuns: 1,
      seed,
    },
  );
  console.log(`seed ${seed}: ${cases.map(({ name }) => name).join(", ")}`);
  const verdicts = await playInChromium(browser, cases, () => {});
  const failed = verdicts.filter(({ verdict }) => verdict === "failed");
  expect(failed, `seed ${seed} (BREAKWATER_CONFORMANCE_SEED)`).toEqual([]);
});
