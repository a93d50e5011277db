/** With the keyboard alone: a contact point puts somebody forward, an instructor marks who is there. */
import { expect, type Page } from "@playwright/test";
import { fillSession, publishCohort, saveSession } from "./cohort-steps";
import { signIn, tabTo } from "./steps";
import { test } from "./test";

async function type(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByLabel(label, { exact: true }));
  await page.keyboard.type(text);
}

test("somebody is put forward and marked present without a mouse", async ({ browser }) => {
  const problems: string[] = [];
  const academy = await signIn(browser, "academy", problems);
  const cohort = await publishCohort(academy, "Course by keyboard");
  const contact = await signIn(browser, "ncpoc.lc", problems);
  await contact.goto(`${cohort.replace("/academy", "")}/nominations/new`);
  await type(contact, "E-mail", "kay.board@example.test");
  await contact.keyboard.press("Enter");
  await expect(contact.getByText("kay.board@example.test")).toBeVisible();
  await type(contact, "Full name", "Kay Board");
  await tabTo(contact, contact.getByLabel("Profession", { exact: true }));
  await contact.keyboard.type("Police first");
  await tabTo(contact, contact.getByRole("button", { name: "Put forward" }));
  await contact.keyboard.press("Enter");
  await expect(contact.getByRole("heading", { level: 1 })).toContainText("Kay Board");

  await academy.goto(`${cohort}/sessions/new`);
  await fillSession(academy, "First meeting");
  await saveSession(academy);
  const instructor = await signIn(browser, "instructor", problems);
  await instructor.goto(`${cohort}/attendance`);
  await tabTo(instructor, instructor.getByRole("link", { name: /Kay Board: mark or correct/ }));
  await instructor.keyboard.press("Enter");
  const row = instructor.getByRole("listitem").filter({ hasText: "Kay Board" });
  await tabTo(instructor, row.getByLabel("Present", { exact: true }));
  await instructor.keyboard.press("Space");
  await tabTo(instructor, instructor.getByRole("button", { name: "Save", exact: true }));
  await instructor.keyboard.press("Enter");
  await expect(instructor.getByText("Attendance is saved.")).toBeVisible();
  await expect(row).toContainText("Present");
  expect(problems).toEqual([]);
});
