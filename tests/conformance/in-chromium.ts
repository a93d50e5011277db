/** A case opened as staff try a package: imported through the upload page, then previewed. Every preview begins anew. */
import type { Page } from "@playwright/test";
import { importPackage } from "../e2e/player-steps";
import type { OpenPackage } from "./browser-player";

/** `page` is signed in as somebody who may import. */
export const previewIn =
  (page: Page): OpenPackage =>
  async (file, title) => {
    await importPackage(page, file, title);
    await page.getByRole("button", { name: "Preview in the player" }).click();
    await page.locator("#shell").waitFor();
    return page;
  };
