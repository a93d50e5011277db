/** With the keyboard alone: a contact point puts somebody forward, an instructor marks who is there, the matrix is gone through. */
import { expect, type Page } from "@playwright/test";
import { fillSession, publishCohort, saveSession } from "./cohort-steps";
import { origin, signIn, tabTo } from "./steps";
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

test("the matrix is one stop, its cells are gone through with the arrow keys, and no header hides one", async ({
  browser,
}) => {
  const contact = await signIn(browser, "ncpoc.lc");
  await contact.goto(`${origin()}/region/matrix`);
  const press = (key: string) => contact.keyboard.press(key);
  const cell = () => contact.evaluate(openCell);
  // from when the page's scripts run
  const lines = contact.locator(".matrix[data-arrow-keys] tbody tr");
  await lines.first().waitFor();
  const across = await lines.first().getByRole("link").count();
  const down = await lines.count();
  await tabTo(contact, lines.first().getByRole("link").first());
  const first = await cell();
  const met = new Set<string | null>([first]);
  const go = async (key: string, times: number) => {
    for (let turn = 0; turn < times; turn++) {
      await press(key);
      met.add(await cell());
    }
  };
  await go("ArrowRight", across + 1);
  expect(met.size).toBe(across);
  await go("ArrowDown", down + 1);
  expect(met.size).toBe(across + down - 1);
  const last = await cell();
  await go("ArrowUp", down);
  await go("ArrowLeft", across);
  expect(met.size).toBe(across + down - 1);
  expect(await cell()).toBe(first);
  await press("Control+End");
  expect(await cell()).toBe(last);
  await press("Home");
  await press("End");
  expect(await cell()).toBe(last);
  await press("Tab");
  expect(await cell()).toBeNull();
  await press("Shift+Tab");
  expect(await cell()).toBe(last);
  await press("Control+Home");
  await press("ArrowDown");
  const second = await cell();
  await press("Enter");
  await expect(contact).toHaveURL(new RegExp(`cell=${second?.split("cell=")[1]}`));
  await expect(contact.locator(".card-lead")).toBeVisible();
  await lines.first().waitFor();
  await tabTo(contact, contact.locator(".matrix a[tabindex='0']"));
  expect((await cell())?.split("cell=")[1]).toBe(second?.split("cell=")[1]);
});

/** In the page: which cell of the matrix has the focus; null when none. Throws when it cannot be seen. */
function openCell(): string | null {
  const link = document.activeElement;
  if (!(link instanceof HTMLAnchorElement) || !link.closest(".matrix")) return null;
  const { left, top, width, height } = link.getBoundingClientRect();
  for (const x of [left + 2, left + width - 2])
    if (!link.contains(document.elementFromPoint(x, top + height / 2)))
      throw new Error(`${link.href} has the focus and cannot be seen.`);
  return link.search;
}
