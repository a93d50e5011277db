/** Every page and the account that sees it. A path may be a link found on another page, so that no identifier is written down here. */
import type { Page } from "@playwright/test";

export type Shown = {
  name: string;
  path: string | ((page: Page) => Promise<string>);
  /** Also in dark colours. */
  dark?: boolean;
};

/** The address behind the first link on `at` whose address matches. */
const linked =
  (at: string, pattern: RegExp) =>
  async (page: Page): Promise<string> => {
    await page.goto(at);
    const addresses = await page
      .locator("a[href]")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    const found = addresses.find((address) => pattern.test(address));
    if (!found) throw new Error(`${at} has no link that matches ${pattern}`);
    return found;
  };

const aPackage = linked("/academy/packages", /^\/academy\/packages\/[0-9a-f-]{36}$/);

/** Pages that need nothing done first, by account; "" is everybody. */
export const PAGES: Record<string, Shown[]> = {
  "": [
    { name: "landing", path: "/", dark: true },
    { name: "catalogue", path: "/catalogue" },
    { name: "curriculum", path: "/catalogue/FR-CORE" },
    { name: "verify", path: "/verify" },
    { name: "verify-not-found", path: `/verify/${"a".repeat(26)}` },
    { name: "regional-picture", path: "/regional-picture", dark: true },
    { name: "sign-in", path: "/sign-in" },
    { name: "forgotten-password", path: "/forgotten-password" },
    { name: "reset-password-stale", path: `/reset-password/${"a".repeat(26)}` },
    { name: "invitation-unknown", path: `/invitations/${"a".repeat(26)}` },
    { name: "privacy", path: "/privacy" },
    { name: "accessibility", path: "/accessibility" },
    { name: "no-such-page", path: "/no-such-page", dark: true },
  ],
  judge: [
    { name: "my-learning-empty", path: "/my-learning" },
    { name: "certificates-empty", path: "/certificates" },
    { name: "forbidden", path: "/country/JM" },
  ],
  academy: [
    { name: "packages", path: "/academy/packages" },
    { name: "package-import", path: "/academy/packages/new" },
    {
      name: "package",
      path: aPackage,
      dark: true,
    },
    {
      name: "package-settings",
      path: async (page) => `${await aPackage(page)}/settings`,
      dark: true,
    },
    {
      name: "package-setting",
      path: async (page) => `${await aPackage(page)}/settings/completion`,
    },
    { name: "package-learners", path: async (page) => `${await aPackage(page)}/learners` },
    { name: "package-trial", path: async (page) => `${await aPackage(page)}/trial` },
    { name: "module-package", path: linked("/catalogue/FR-CORE", /\/modules\/.*\/package$/) },
    { name: "practicals", path: "/academy/practicals" },
    { name: "people", path: "/people" },
    { name: "invite", path: "/people/invite" },
  ],
  assessor: [
    { name: "today-of-assessor", path: "/academy" },
    { name: "practicals-to-mark", path: "/academy/practicals" },
    {
      name: "practical-marking",
      path: linked("/academy/practicals", /^\/academy\/practicals\/.+\/.+/),
      dark: true,
    },
  ],
  "ncpoc.lc": [
    { name: "country", path: "/country/LC", dark: true },
    { name: "workforce", path: "/country/LC/workforce" },
    { name: "milestones", path: "/country/LC/milestones" },
    { name: "indicators", path: "/country/LC/indicators" },
    { name: "awards", path: "/country/LC/awards" },
    { name: "revocation", path: linked("/country/LC/awards", /\/revocation$/) },
    { name: "standard-coverage", path: "/country/LC/standards/MS-022" },
    { name: "standard-milestone", path: "/country/LC/standards/MS-001" },
    { name: "matrix", path: "/region/matrix", dark: true },
    { name: "matrix-cell", path: "/region/matrix?cell=LC.MS-022" },
    { name: "people-of-country", path: "/people" },
    { name: "mail-of-country", path: "/admin/mail" },
  ],
  chair: [
    { name: "matrix-regional", path: "/region/matrix" },
    { name: "releases", path: "/region/releases" },
  ],
  admin: [
    { name: "people-all", path: "/people" },
    { name: "person", path: linked("/people", /^\/people\/[0-9a-f-]{36}$/) },
    { name: "jobs", path: "/admin/jobs" },
    { name: "mail", path: "/admin/mail" },
    { name: "audit", path: "/admin/audit" },
    { name: "account", path: "/account" },
    { name: "tokens", path: "/account/tokens" },
  ],
};
