/**
 * Every page, by the people who use it: no fault found by axe, no error in the console, no sideways scrolling on a phone, and nothing
 * that the keyboard alone does not reach or does not show.
 */
import { expect } from "@playwright/test";
import { faultsOf, fillSession, publishCohort, saveSession } from "./cohort-steps";
import { newLearner, signIn } from "./steps";
import { test } from "./test";

test.setTimeout(300_000);

const PAGES: Record<string, string[]> = {
  "": [
    "/",
    "/catalogue",
    "/catalogue/FR-CORE",
    "/catalogue/TOT",
    "/verify",
    `/verify/${"a".repeat(26)}`,
    "/regional-picture",
    "/sign-in",
    "/forgotten-password",
    "/privacy",
    "/accessibility",
  ],
  officer: [
    "/my-learning",
    "/certificates",
    "/account",
    "/account/notifications",
    "/messages",
    "/training",
    "/my-sessions",
    "/my-training",
    "/account/tokens",
    "/attend",
    `/attend/${"a".repeat(26)}`,
    "/account/calendar",
  ],
  academy: [
    "/academy",
    "/academy/cohorts",
    "/academy/cohorts/new",
    "/academy/venues",
    "/academy/trainers",
    "/academy/offers",
    "/training/overlaps",
    "/academy/packages",
    "/academy/packages/new",
    "/academy/practicals",
    "/people",
    "/people/invite",
    "/academy/mail",
    "/academy/counts",
  ],
  "ncpoc.lc": [
    "/country/LC",
    "/country/LC/workforce",
    "/country/LC/milestones",
    "/country/LC/awards",
    "/country/LC/hardship",
    "/country/LC/hardship/declaration",
    "/country/LC/indicators",
    "/country/LC/nominations",
    "/country/LC/rosters",
    "/country/LC/trainers",
    "/country/LC/training-counts",
    "/country/LC/standards/MS-022",
    "/country/LC/standards/MS-001",
    "/region/matrix",
    "/region/matrix?area=2&cell=LC.MS-022",
  ],
  chair: ["/region/releases", "/region/trainers", "/region/training-counts"],
  rifc: ["/country/BB/hardship"],
  admin: [
    "/people",
    "/admin/jobs",
    "/admin/mail",
    "/admin/mail?show=failed",
    "/admin/audit",
    "/admin/delivery-rights",
  ],
};

for (const [who, paths] of Object.entries(PAGES)) {
  test(`pages of ${who || "everybody"} have no accessibility fault`, async ({ browser }) => {
    const problems: string[] = [];
    const page = who
      ? await signIn(browser, who, problems)
      : await (await browser.newContext()).newPage();
    const faults: string[] = [];
    for (const path of paths) faults.push(...(await faultsOf(page, path)));
    expect([...faults, ...problems]).toEqual([]);
  });
}

test("a practical that waits on an assessor's first page has no accessibility fault", async ({
  browser,
}) => {
  const problems: string[] = [];
  const assessor = await signIn(browser, "assessor", problems);
  const faults = await faultsOf(assessor, "/academy");
  const waiting = assessor.locator("section", { hasText: "Practicals to mark" });
  const practical = waiting.getByRole("listitem").getByRole("link").first();
  const address = (await practical.getAttribute("href")) ?? "";
  for (const below of ["", "/evidence"])
    faults.push(...(await faultsOf(assessor, address + below)));
  expect([...faults, ...problems]).toEqual([]);
});

/** Below a cohort's own address, for its academy. */
const OF_COHORT = [
  ...["", "/edit", "/roster", "/roster?print=yes&sort=name", "/rosters", "/sessions"],
  ...["/sessions/new", "/attendance", "/attendance-import", "/progress", "/assessors"],
  ...["/messages", "/cancellation", "/closure"],
];
const OF_SESSION = ["/attendance", "/edit", "/sheet", "/code", "/cancellation"];

test("every page of a cohort that runs has no accessibility fault", async ({ browser }) => {
  const problems: string[] = [];
  const academy = await signIn(browser, "academy", problems);
  const cohort = await publishCohort(academy, "Course that everybody can read");
  const officer = await signIn(browser, await newLearner(), problems);
  const own = cohort.replace("/academy", "");
  const faults = await faultsOf(officer, own);
  await officer.getByRole("button", { name: "Ask for a seat" }).click();
  await expect(officer.getByText("A seat is booked.")).toBeVisible();
  await academy.goto(`${cohort}/sessions/new`);
  await fillSession(academy, "Meeting to read about");
  await saveSession(academy);
  const code = academy.getByRole("link", { name: "Show the code Meeting to read about" });
  const session = ((await code.getAttribute("href")) ?? "").replace(/\/code$/, "");
  for (const below of OF_COHORT) faults.push(...(await faultsOf(academy, cohort + below)));
  for (const below of OF_SESSION) faults.push(...(await faultsOf(academy, session + below)));
  await academy.goto(`${cohort}/attendance`);
  const person = await academy.locator("th a[href*='/people/']").getAttribute("href");
  faults.push(...(await faultsOf(academy, person ?? "")));
  faults.push(...(await faultsOf(officer, own)));
  const contact = await signIn(browser, "ncpoc.lc", problems);
  for (const below of ["", "/nominations/new", "/nominations/new?email=new@example.test"])
    faults.push(...(await faultsOf(contact, own + below)));
  expect([...faults, ...problems]).toEqual([]);
});
