import { defineConfig } from "@playwright/test";
import { BROWSER_FLAGS, findBrowser } from "./tests/setup/browser";

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  timeout: 120_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  workers: 1,
  retries: 0,
  globalSetup: "./tests/setup/e2e.ts",
  use: {
    actionTimeout: 30_000,
    baseURL: process.env.BREAKWATER_E2E_ORIGIN,
    launchOptions: { executablePath: findBrowser(), args: BROWSER_FLAGS },
    // a filmstrip of every test costs a third of the suite; a failure has the pages' snapshots and one picture
    trace: { mode: "retain-on-failure", screenshots: false },
    screenshot: "only-on-failure",
    locale: "en-GB",
  },
});
