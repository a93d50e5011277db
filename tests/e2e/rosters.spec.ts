/** An academy and a contact point nominate many people from files, on a desk and on a phone. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { origin, signIn } from "./steps";
import { test } from "./test";

test.setTimeout(300_000);

const FRENCH = `Courriel;Nom;Prénom;Pays;Fonction;Organisme;Sexe
ada.laurent@rslpf.example;Laurent;Ada;Sainte-Lucie;Police first responder;;F
marlon.berg@kps.example;van den Berg;Marlon;Suriname;Police first responder;;M
bad address;Charles;Ben;Jamaica;Police first responder;;M
lea.paul@rslpf.example;Paul;Léa;Atlantis;Wizard;;F
a.laurent@rslpf.example;Laurent;Ada M.;LC;Police first responder;;F
`;
const ENGLISH = `E-mail,Full name,Profession,Branch
dee@jcf.example,Dee Francis,Police first responder,
clerk@court.example,Jo Justice,Police first responder,judicial
`;
const latin = (text: string) => Buffer.from(text, "latin1");

/** No serious fault, and no sideways scrolling on a phone. */
async function inspect(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => `${page.url()} ${id} ${nodes[0]?.html}`)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(wide, `${page.url()} scrolls sideways on a phone`).toBe(false);
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function upload(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel("File").setInputFiles({ name, mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Upload and look" }).click();
}

const untilApplied = (page: Page) =>
  expect(page.getByText(/^Applied\. \d+ rows? (is|are) settled/)).toBeVisible({ timeout: 60_000 });

test("an academy corrects a French list in the page, answers what is asked, and nominates", async ({
  browser,
}) => {
  const problems: string[] = [];
  const page = await signIn(browser, "academy", problems);
  await page.goto(`${origin()}/academy/cohorts`);
  await page.getByRole("link", { name: "Regional workshop for first responders" }).click();
  await page.getByRole("link", { name: "Import", exact: true }).click();
  await upload(page, "empty.csv", Buffer.from(""));
  await expect(page.getByRole("alert")).toContainText("This file is empty");
  await inspect(page);

  await upload(page, "liste.csv", latin(FRENCH));
  await expect(page.getByText("Read as WINDOWS-1252")).toBeVisible();
  await expect(page.getByLabel("Given name")).toHaveValue("2");
  await inspect(page);
  await page.getByRole("button", { name: "Save and check the rows" }).click();
  const imported = page.url();
  await expect(page.getByRole("button", { name: "Nominate 2 people" })).toBeVisible();
  await inspect(page);

  await page.getByRole("link", { name: "Correct 2 rows with problems" }).click();
  await inspect(page);
  const ben = page.getByRole("group", { name: "Row 4: Ben Charles" });
  await ben.getByLabel("E-mail").fill("ben.charles@jcf.example");
  const lea = page.getByRole("group", { name: "Row 5: Léa Paul" });
  await lea.getByLabel("Country").selectOption({ label: "Saint Lucia" });
  await lea.getByLabel("Profession").selectOption({ label: "Police first responder" });
  await page.getByRole("button", { name: "Save and check again" }).click();
  await expect(page.getByText("No row has a problem any more.").first()).toBeVisible();

  await page.goto(`${imported}/questions`);
  await inspect(page);
  await page.getByLabel(/The same person as Ada Laurent/).check();
  await page.getByRole("button", { name: "Save the answers" }).click();
  await page.goto(imported);
  await page.getByRole("button", { name: "Nominate 5 people" }).click();
  await untilApplied(page);
  await expect(page.getByRole("link", { name: "Added (4)" })).toBeVisible();
  await inspect(page);
  expect(problems).toEqual([]);
});

test("a contact point nominates their own people from a phone, and nobody of the judiciary", async ({
  browser,
}) => {
  const problems: string[] = [];
  const page = await signIn(browser, "ncpoc.jm", problems);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${origin()}/country/JM/rosters`);
  await page.getByLabel("Training").selectOption({ index: 1 });
  await upload(page, "jamaica.csv", Buffer.from(ENGLISH));
  await page.getByRole("button", { name: "Save and check the rows" }).click();
  await expect(page.getByText("You speak for the general branch.")).toBeVisible();
  await page.getByRole("button", { name: "Nominate 1 person" }).click();
  await untilApplied(page);
  await inspect(page);
  await page.goto(`${origin()}/country/JM/rosters`);
  await expect(page.getByRole("link", { name: "jamaica.csv" })).toBeVisible();
  await inspect(page);
  expect(problems).toEqual([]);
});
