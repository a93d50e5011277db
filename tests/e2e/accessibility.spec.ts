/** Every page, by the people who use it: no serious fault found by axe, no error in the console, no sideways scrolling on a phone. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { origin, signIn } from "./steps";

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
  ],
  "ncpoc.lc": [
    "/country/LC",
    "/country/LC/workforce",
    "/country/LC/milestones",
    "/country/LC/awards",
    "/country/LC/hardship",
    "/country/LC/hardship/declaration",
    "/country/LC/standards/MS-022",
    "/country/LC/standards/MS-001",
    "/region/matrix",
    "/region/matrix?cell=LC.MS-022",
  ],
  chair: ["/region/releases"],
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

async function faultsOf(page: Page, path: string): Promise<string[]> {
  await page.goto(`${origin()}${path}`);
  // what passed is not described (thousands of cells), and there are no frames to collect from
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .setLegacyMode(true)
    .analyze();
  const faults = violations
    .filter((v) => v.impact === "serious" || v.impact === "critical")
    .map((v) => `${path}: ${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`);
  await page.setViewportSize({ width: 390, height: 844 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth > window.innerWidth + 1,
  );
  await page.setViewportSize({ width: 1280, height: 900 });
  return overflow ? [...faults, `${path}: scrolls sideways at 390 px`] : faults;
}

for (const [who, paths] of Object.entries(PAGES)) {
  test(`pages of ${who || "everybody"} have no serious accessibility fault`, async ({
    browser,
  }) => {
    const problems: string[] = [];
    const page = who
      ? await signIn(browser, who, problems)
      : await (await browser.newContext()).newPage();
    const faults: string[] = [];
    for (const path of paths) faults.push(...(await faultsOf(page, path)));
    expect([...faults, ...problems]).toEqual([]);
  });
}
