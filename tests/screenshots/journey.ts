/** Pages that exist only once something was done: a lesson opened, an exam sat, a practical signed, a certificate earned. */
import { type Browser, expect, type Page } from "@playwright/test";
import { offerPackage } from "../e2e/player-steps";
import { finishLesson, origin, sco, signIn, signPractical, sitExam } from "../e2e/steps";
import { take } from "./camera";

/** An officer's way from the catalogue to a certificate; `file` is the package of the module that waits for one. */
export async function photographJourney(browser: Browser, file: string): Promise<string[]> {
  const faults: string[] = [];
  const see = async (page: Page, name: string, options?: Parameters<typeof take>[2]) => {
    faults.push(...(await take(page, name, options)));
  };
  await offerPackage(browser, file, "Phones and devices");
  const officer = await signIn(browser, "officer");
  await officer.goto(`${origin()}/catalogue/FR-CORE`);
  await see(officer, "curriculum-before-enrolling");
  await officer.getByRole("button", { name: "Enrol" }).click();
  await see(officer, "my-learning", { dark: true });
  await learn(officer, see);
  await showExam(officer, see);
  const assessor = await signIn(browser, "assessor");
  await officer.goto(`${origin()}/my-learning`);
  await see(officer, "my-learning-practical-left");
  await signPractical(assessor, "Kelvin Joseph");
  await see(assessor, "practicals-signed");
  await expect(async () => {
    await officer.goto(`${origin()}/certificates`);
    await expect(officer.getByText("FR-CORE-").first()).toBeVisible();
  }).toPass({ timeout: 20_000 });
  await see(officer, "certificates", { dark: true });
  await officer
    .getByRole("link", { name: /\/verify\// })
    .first()
    .click();
  await see(officer, "verify-valid", { dark: true });
  return faults;
}

type See = (page: Page, name: string, options?: Parameters<typeof take>[2]) => Promise<void>;

async function learn(page: Page, see: See): Promise<void> {
  for (let lesson = 1; ; lesson++) {
    await page.goto(`${origin()}/my-learning`);
    const card = page.locator(".card-lead").first();
    const exam = card.getByRole("link", { name: "Go to the exam" });
    if (await exam.isVisible()) {
      await see(page, "my-learning-exam-next");
      return void (await exam.click());
    }
    await card.getByRole("button").first().click();
    await expect(sco(page).locator("#where")).toContainText("Page", { timeout: 30_000 });
    if (lesson === 1) await see(page, "player", { whole: false, dark: true });
    await finishLesson(page);
  }
}

/** Once handed in empty, to see what a fail looks like, then passed. */
async function showExam(page: Page, see: See): Promise<void> {
  const exam = page.url();
  await see(page, "exam-start");
  await page.getByRole("button", { name: "Start the exam" }).click();
  await see(page, "exam-question", { dark: true });
  const question = page.url();
  await page.getByRole("button", { name: "Save and see all questions" }).click();
  await see(page, "exam-overview");
  await page.goto(exam);
  await see(page, "exam-resume");
  await page.goto(question.replace(/\d+$/, "submission"));
  await see(page, "exam-submission");
  await page.getByRole("button", { name: "Hand in now" }).click();
  await see(page, "exam-result-failed");
  await page.goto(exam);
  await see(page, "exam-start-again");
  await sitExam(page, "fr-core");
  await see(page, "exam-result-passed");
}
