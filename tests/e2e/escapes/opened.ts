/** A lesson opened in the player: where its files are, and the launch it was given. */
import { expect, type Page } from "@playwright/test";
import { lessonArrived } from "../player-steps";

export type Opened = {
  url: string;
  contentOrigin: string;
  /** Of a file that exists, beginning with the capability. */
  path: string;
  registrationId: string;
  launch: {
    token: string;
    attemptId: string;
    epoch: number;
    state: { items: Record<string, { cmi: Record<string, string> }> };
  };
};

export async function openedOf(page: Page, open: () => Promise<unknown>): Promise<Opened> {
  const launched = page.waitForResponse(/\/learn\/launches/);
  await open();
  const launch = await (await launched).json();
  await lessonArrived(page);
  const configuration = JSON.parse(
    (await page.locator("#player-configuration").textContent()) ?? "{}",
  );
  expect(configuration.shellUrl).toContain("/_bw/shell");
  const contentOrigin = new URL(configuration.shellUrl).origin;
  const path = new URL(`${configuration.contentPath}index.html`, contentOrigin).pathname;
  return {
    url: page.url(),
    contentOrigin,
    path,
    registrationId: configuration.registrationId,
    launch,
  };
}
