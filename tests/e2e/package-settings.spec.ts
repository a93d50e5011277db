/** A package that speaks and never reports: its academy finds out in a trial, decides, and its learners finish it. */
import { expect, type Page } from "@playwright/test";
import { writePackage } from "../fixtures/package";
import {
  importPackage,
  lessonArrived,
  moduleRow,
  offerPackage,
  openOffered,
  saved,
  savedAt,
} from "./player-steps";
import { leavePlayer, newLearner, origin, sco, signIn } from "./steps";
import { test } from "./test";

test.setTimeout(180_000);

const LESSON = `<!doctype html><html lang="en"><title>Forms</title><body><p id="who"></p><button>Open the form</button><p id="opened"></p>
<script>
var api = window.parent.API; api.LMSInitialize("");
document.getElementById("who").textContent = "for " + api.LMSGetValue("cmi.core.student_name");
api.LMSSetValue("cmi.core.lesson_location", "begun"); api.LMSCommit("");
document.querySelector("button").onclick = function () {
  var opened = window.open("form.html"); document.getElementById("opened").textContent = opened ? "opened" : "blocked";
};
</script></body></html>`;
const MANIFEST = `<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"><organizations default="o"><organization identifier="o"><title>Forms</title><item identifier="i" identifierref="r"><title>The form</title></item></organization></organizations><resources><resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="index.html"/></resources></manifest>`;
const TITLE = "Forms that never report";

async function decide(academy: Page, setting: string, value: string): Promise<void> {
  await academy.getByRole("link", { name: "Settings", exact: true }).click();
  await academy.getByRole("link", { name: `Change ${setting}` }).click();
  await academy.getByRole("radio", { name: value, exact: true }).check();
  await academy.getByLabel("Why").fill("It speaks, but never reports.");
  await academy.getByRole("button", { name: "Record the decision" }).click();
  await expect(academy.getByText("The decision is recorded.")).toBeVisible();
  await academy.getByRole("link", { name: TITLE }).click();
}

test("a trial shows that it never reports; what the academy decides is what the player does", async ({
  browser,
}) => {
  const file = await writePackage("forms", {
    ...{ "imsmanifest.xml": MANIFEST, "index.html": LESSON },
    "form.html": '<!doctype html><html lang="en"><title>Form</title><p>The form</p></html>',
  });
  const academy = await signIn(browser, "academy");
  await importPackage(academy, file, TITLE);
  await expect(academy.getByText("No file ever reports a completion")).toBeVisible();
  await expect(academy.getByText("The package opens windows.")).toBeVisible();

  await academy.getByRole("button", { name: "Preview in the player" }).click();
  await lessonArrived(academy);
  await expect(sco(academy).locator("#who")).toHaveText("for Learner, Trial");
  await sco(academy).getByRole("button", { name: "Open the form" }).click();
  await expect(sco(academy).locator("#opened")).toHaveText("blocked");
  await expect(saved(academy)).toHaveText(savedAt);
  await academy.locator("#exit").click();
  await expect(
    academy.getByText("The package has not reported that it was completed."),
  ).toBeVisible();
  await academy
    .getByRole("navigation", { name: "Breadcrumb" })
    .getByRole("link", { name: TITLE })
    .click();

  await decide(academy, "What completes a lesson", "Having opened it, whatever it reports");
  await decide(academy, "Windows that the package opens", "Opened");
  await decide(academy, "Room on the screen", "The whole page, with the way out in a corner");
  await offerPackage(browser, file, TITLE);

  const learner = await signIn(browser, await newLearner());
  await openOffered(learner);
  await lessonArrived(learner);
  await expect(learner.locator(".player-fill")).toBeVisible();
  const popup = learner.context().waitForEvent("page");
  await sco(learner).getByRole("button", { name: "Open the form" }).click();
  await expect((await popup).getByText("The form")).toBeVisible();
  await (await popup).close();
  await expect(saved(learner)).toHaveText(savedAt);
  await leavePlayer(learner);
  await expect(async () => {
    await learner.goto(`${origin()}/my-learning`);
    await expect(moduleRow(learner)).toContainText("Completed", { timeout: 2000 });
  }).toPass({ timeout: 20_000 });
});
