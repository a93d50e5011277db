/** A learner on a phone over a link that drops every twenty seconds: everything they did is on the server, and they were told the truth. */
import { expect, type Page, type Route } from "@playwright/test";
import { partsPackage } from "../fixtures/parts";
import { falselyTold, holdingOf, missing } from "./arrived";
import {
  cameraFor,
  endCourse,
  goOn,
  openOnPhone,
  type Phone,
  partOpens,
  study,
  studyCourse,
  weaken,
} from "./phone-steps";
import { moduleRow, offerPackage, saved } from "./player-steps";
import { test } from "./test";

const PARTS = 10;
// about 70 s on a quiet machine; outages go by the clock, whatever the machine is busy with
test.setTimeout(240_000);

const registrationOf = ({ page }: Phone) => new URL(page.url()).pathname.split("/").at(-1) ?? "";

/** The server has every commit in order, the learner was told nothing else, and every part is complete. */
async function nothingIsLost(phone: Phone, parts: number): Promise<void> {
  const { committed } = phone;
  const holding = await holdingOf(registrationOf(phone));
  expect(missing(committed, holding)).toEqual([]);
  expect(falselyTold(phone.savedAt, committed, holding)).toEqual([]);
  expect(holding.records.filter(({ setAside }) => setAside)).toEqual([]);
  const marks = holding.records.map(({ epoch, mark }) => epoch * 1e9 + mark);
  expect(marks).toEqual([...marks].sort((a, b) => a - b));
  for (let part = 1; part <= parts; part++) {
    const last = committed.filter((line) => line.part === part).at(-1);
    expect(last?.values["cmi.location"]).toBe("done");
    const item = holding.items[`part-${part}`];
    expect(item?.cmi).toMatchObject(last?.values ?? {});
    expect(item?.completion).toBe("completed");
  }
  expect(phone.problems).toEqual([]);
}

test("a course of ten parts over a link that drops every twenty seconds is finished, and nothing is lost", async ({
  browser,
}) => {
  await offerPackage(browser, await partsPackage("ten-parts", PARTS), "First at the scene");
  const phone = await openOnPhone(browser, cameraFor("flaky-link"));
  const dropping = weaken(phone);
  await studyCourse(phone, PARTS);
  expect(dropping.outages()).toBeGreaterThanOrEqual(3);
  await nothingIsLost(phone, PARTS);
  await dropping.stop();
  await phone.page.getByRole("link", { name: "Back to My learning" }).tap();
  await expect(moduleRow(phone.page)).toContainText("Completed");
  console.log(`${dropping.outages()} outages, ${phone.committed.length} commits, none lost`);
  await phone.close();
});

test("a tab that dies in an outage goes on where it was once the link is back", async ({
  browser,
}) => {
  const parts = 3;
  await offerPackage(
    browser,
    await partsPackage("three-parts", parts),
    "First at the scene, short",
  );
  const phone = await openOnPhone(browser);
  const url = phone.page.url();
  phone.link.slow({ kilobitsPerSecond: 400, latencyMs: 400 });
  await study(phone, 1);
  await goOn(phone, 2);
  await study(phone, 2, "question");
  await phone.link.drop("cut");
  await study(phone, 2, "summary");
  await expect(saved(phone.page)).toHaveText("Saved on this device");
  await study(phone, 2);
  await crash(phone);
  await phone.link.restore();
  await phone.page.goto(url);
  await partOpens(phone, 2);
  await expect(
    phone.page.frameLocator("#shell").frameLocator("iframe").locator("#done"),
  ).toBeVisible();
  await goOn(phone, 3);
  await study(phone, 3);
  await endCourse(phone, parts);
  await nothingIsLost(phone, parts);
  await phone.close();
});

test("a script that the link lost on its way is asked for again, and a lesson without its own is not taken for shown", async ({
  browser,
}) => {
  await offerPackage(browser, await partsPackage("two-parts", 2), "First at the scene, shortest");
  const phone = await openOnPhone(browser);
  const { page, context } = phone;
  for (const script of ["build/player", "_bw/shell-2004-*", "part-2"])
    await context.route(`**/${script}.js`, loseOnce());
  await context.addInitScript(backOnlineAsTheShellAnswers);
  await page.reload();
  await openItAgain(page);
  await study(phone, 1);
  await goOn(phone, 2);
  await expect(page.getByRole("alert")).toContainText("This lesson did not arrive");
  await study(phone, 2);
  await endCourse(phone, 2);
  await nothingIsLost(phone, 2);
  await phone.close();
});

/** In the page: what did not arrive is asked for once more at the very moment at which it does. */
function backOnlineAsTheShellAnswers() {
  const heard = ({ data }: MessageEvent) => {
    if (data !== "breakwater:shell") return;
    window.removeEventListener("message", heard);
    window.dispatchEvent(new Event("online"));
  };
  window.addEventListener("message", heard);
}

/** The page itself says after a while that its script is missing; here the while is over at once. */
async function openItAgain(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) animation.finish();
  });
  await page.getByRole("link", { name: "Open it again" }).tap();
}

/** The first time this is asked for, the connection breaks. */
function loseOnce(): (route: Route) => Promise<void> {
  let isLost = false;
  return (route) => {
    if (isLost) return route.continue();
    isLost = true;
    return route.abort("connectionreset");
  };
}

/** The tab's process dies as when a phone needs the memory: nothing of the page runs any more. */
async function crash(phone: Phone): Promise<void> {
  const { context, page } = phone;
  const devtools = await context.newCDPSession(page);
  const died = page.waitForEvent("crash");
  devtools.send("Page.crash").catch(() => {});
  await died;
  await page.close({ runBeforeUnload: false });
  phone.page = await context.newPage();
}
