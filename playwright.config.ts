import { defineConfig } from "@playwright/test";
import { BROWSER_FLAGS, findBrowser } from "./tests/setup/browser";

/** They go by the clock, whatever else the machine does. */
const WAITING = /(flaky-link|kill|weak-link)\.spec/;

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  timeout: 120_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  // every worker has a platform and a browser of its own (tests/e2e/test.ts), and those keep most of two processors busy:
  // beside them there is room for what mostly waits for outages and restarts
  workers: 2,
  projects: [
    { name: "journeys", testIgnore: WAITING, workers: 1 },
    { name: "waiting", testMatch: WAITING, workers: 1 },
  ],
  retries: 0,
  use: {
    actionTimeout: 30_000,
    launchOptions: { executablePath: findBrowser(), args: BROWSER_FLAGS },
    // traces cost a sixth of the suite: a failure leaves the page as text and as a picture, --trace on records the rest
    screenshot: "only-on-failure",
    locale: "en-GB",
  },
});
