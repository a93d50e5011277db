/** A large package over a bad link: what has arrived is kept, whatever becomes of the link, the page and the server. */
import { randomBytes } from "node:crypto";
import { createWriteStream, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { expect, type Page } from "@playwright/test";
import { ZipFile } from "yazl";
import { origin, signIn } from "./steps";
import { test } from "./test";
import { webServer } from "./web-server";

const PIECES = "**/academy/packages/uploads/*/pieces*";

async function largePackage(name: string): Promise<string> {
  const title = `Large package ${name}`;
  const manifest = `<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"><organizations default="o"><organization identifier="o"><title>${title}</title><item identifier="i" identifierref="r"><title>A</title></item></organization></organizations><resources><resource identifier="r" type="webcontent" href="index.html"/></resources></manifest>`;
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(manifest), "imsmanifest.xml");
  zip.addBuffer(Buffer.from("<p>x</p>"), "index.html");
  zip.addBuffer(randomBytes(6 * 1024 * 1024), "film.mp4");
  zip.end();
  const path = join(mkdtempSync(join(tmpdir(), "breakwater-large-")), `${name}.zip`);
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
}

async function choose(page: Page, file: string): Promise<void> {
  await page.goto(`${origin()}/academy/packages/new`);
  await page.getByLabel("Package file").setInputFiles(file);
  await page
    .getByLabel(/For which organisation/)
    .selectOption({ label: "Saint Lucia Police Training Academy" });
}

const imported = (page: Page, name: string) =>
  expect(page.getByRole("heading", { level: 1 })).toHaveText(`Large package ${name}`, {
    timeout: 60_000,
  });

/** Lets so many pieces through and counts what is sent; the rest waits until it is let go. */
async function holdAfter(page: Page, pieces: number): Promise<{ sent: () => number }> {
  let sent = 0;
  await page.route(PIECES, async (route) => {
    sent += 1;
    if (sent > pieces) await new Promise(() => {});
    else await route.continue();
  });
  return { sent: () => sent };
}

test("a connection that is lost on the way is waited for, and the server is killed meanwhile", async ({
  browser,
}) => {
  const page = await signIn(browser, "academy");
  await choose(page, await largePackage("over a bad link"));
  let attempts = 0;
  await page.route(PIECES, async (route) => {
    attempts += 1;
    if (attempts === 2) await route.abort("connectionreset");
    else if (attempts === 4) {
      process.kill(webServer(), "SIGKILL");
      await route.continue();
    } else await route.continue();
  });
  await page.getByRole("button", { name: "Import" }).click();
  await expect(page.getByText("No connection. What has arrived is kept")).toBeVisible();
  await imported(page, "over a bad link");
  await expect(page.getByText("The package is imported.")).toBeVisible();
  expect(attempts).toBeGreaterThan(5);
  await page.context().close();
});

test("a page that was closed on the way: the same file chosen again sends only the rest", async ({
  browser,
}) => {
  const file = await largePackage("of a closed page");
  const first = await signIn(browser, "academy");
  await choose(first, file);
  const { sent } = await holdAfter(first, 2);
  await first.getByRole("button", { name: "Import" }).click();
  await expect.poll(sent).toBe(3);
  await first.context().close();

  const page = await signIn(browser, "academy");
  await page.goto(`${origin()}/academy/packages`);
  await page.getByRole("link", { name: "of a closed page.zip" }).click();
  await expect(page.getByText("Part of this file is here.")).toBeVisible();
  await page.getByLabel("Package file").setInputFiles(await largePackage("of another kind"));
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("This is another file than the one that was begun.")).toBeVisible();
  await page.getByLabel("Package file").setInputFiles(file);
  const pieces: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/pieces")) pieces.push(request.url());
  });
  await page.getByRole("button", { name: "Go on" }).click();
  await imported(page, "of a closed page");
  expect(pieces[0]).not.toContain("offset=0");
  await page.context().close();
});

test("called off on the way, nothing of it is there; without scripts the form alone imports", async ({
  browser,
}) => {
  const file = await largePackage("without scripts");
  const scripted = await signIn(browser, "academy");
  await choose(scripted, file);
  const { sent } = await holdAfter(scripted, 1);
  await scripted.getByRole("button", { name: "Import" }).click();
  await expect.poll(sent).toBe(2);
  await scripted.reload();
  await scripted.getByRole("button", { name: "Stop and remove what has arrived" }).click();
  await expect(scripted.getByText("This import was called off.")).toBeVisible();
  const cookies = await scripted.context().cookies(origin());
  await scripted.context().close();

  const context = await browser.newContext({ javaScriptEnabled: false });
  await context.addCookies(cookies);
  const plain = await context.newPage();
  await choose(plain, file);
  await plain.getByRole("button", { name: "Import" }).click();
  await imported(plain, "without scripts");
  await context.close();
});
