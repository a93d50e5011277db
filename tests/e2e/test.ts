/** Playwright's test, with a platform for every worker: what runs at the same time shares no account, no database and no server. */
import { test as base } from "@playwright/test";
import { startPlatform } from "../setup/e2e";

/** A start with an empty data directory takes 20 s; a machine that builds and tests at the same time gets its time. */
const PATIENCE_MS = 420_000;

export const test = base.extend<{ tidy: undefined }, { platform: undefined }>({
  // a journey signs several people in, each in a browser of their own that would stay open until the worker ends
  tidy: [
    async ({ browser }, use) => {
      await use(undefined);
      for (const context of browser.contexts()) await context.close();
    },
    { auto: true },
  ],
  platform: [
    async ({ browserName: _ }, use) => {
      const stop = await startPlatform();
      await use(undefined);
      await stop();
    },
    { scope: "worker", auto: true, timeout: PATIENCE_MS },
  ],
});
