/** One computer at a station, one browser profile, two learners after each other: neither sees nor sends the other's work. */
import { expect, type Page, type Request } from "@playwright/test";
import { writePackage } from "../fixtures/package";
import {
  lastingBrowser,
  lessonArrived,
  offerPackage,
  openOffered,
  saved,
  savedAt,
} from "./player-steps";
import { enter, newLearner, origin, sco } from "./steps";
import { test } from "./test";

test.setTimeout(180_000);

/** A lesson that shows where it was left and what its origin keeps, and writes down what is typed. */
const LESSON = `<!doctype html><html lang="en"><title>Notes</title><body>
<p id="found"></p><p id="kept"></p><input id="note" aria-label="Note"><button>Write down</button>
<script>
var api = window.parent.API; api.LMSInitialize("");
document.getElementById("found").textContent = "left at: " + api.LMSGetValue("cmi.core.lesson_location");
document.getElementById("kept").textContent = "kept here: " + (localStorage.getItem("note") || "nothing");
document.querySelector("button").onclick = function () {
  var note = document.getElementById("note").value;
  localStorage.setItem("note", note);
  api.LMSSetValue("cmi.core.lesson_location", note);
  api.LMSSetValue("cmi.core.lesson_status", "incomplete");
  api.LMSCommit("");
};
</script></body></html>`;
const MANIFEST = `<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"><organizations default="o"><organization identifier="o"><title>Station notes</title><item identifier="i" identifierref="r"><title>Notes</title></item></organization></organizations><resources><resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="index.html"/></resources></manifest>`;

/** Signs out as people do who share a computer. */
async function leave(page: Page): Promise<void> {
  await page.goto(`${origin()}/my-learning`);
  await page.evaluate(() => fetch("/sign-out", { method: "POST", body: new URLSearchParams() }));
  await page.goto(`${origin()}/my-learning`);
  await expect(page.getByLabel("Password")).toBeVisible();
}

async function writeDown(page: Page, note: string): Promise<void> {
  await lessonArrived(page);
  await sco(page).getByLabel("Note").fill(note);
  await sco(page).getByRole("button", { name: "Write down" }).click();
}

test("what the first could not send waits for the first alone; the second begins with nothing", async ({
  browser,
}) => {
  const file = await writePackage("station", { "imsmanifest.xml": MANIFEST, "index.html": LESSON });
  await offerPackage(browser, file, "Station notes");
  const first = await newLearner();
  const browserOfTheStation = await lastingBrowser();
  const station = await browserOfTheStation.newContext();
  const page = await station.newPage();
  await enter(page, first);
  await openOffered(page);
  const mine = page.url();
  await writeDown(page, "sent by the first");
  await expect(saved(page)).toHaveText(savedAt);
  await station.route("**/learn/commits", (route) => route.abort("internetdisconnected"));
  await writeDown(page, "not sent by the first");
  await expect(saved(page)).toHaveText("Saved on this device");
  await leave(page);
  await station.unroute("**/learn/commits");

  const sent: string[] = [];
  const listen = (request: Request) => sent.push(request.postData() ?? "");
  page.on("request", listen);
  await enter(page, await newLearner());
  await page.goto(mine);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("We cannot find this page");
  await openOffered(page);
  await lessonArrived(page);
  await expect(sco(page).locator("#found")).toHaveText("left at: ");
  await expect(sco(page).locator("#kept")).toHaveText("kept here: nothing");
  await writeDown(page, "by the second");
  await expect(saved(page)).toHaveText(savedAt);
  await leave(page);
  page.off("request", listen);
  expect(sent.filter((body) => body.includes("by the first"))).toEqual([]);
  expect(sent.some((body) => body.includes("by the second"))).toBe(true);

  await enter(page, first);
  await page.goto(mine);
  await lessonArrived(page);
  await expect(sco(page).locator("#found")).toHaveText("left at: not sent by the first");
  await expect(sco(page).locator("#kept")).toHaveText("kept here: not sent by the first");
  await expect(saved(page)).toHaveText(savedAt);
  await browserOfTheStation.close();
});
