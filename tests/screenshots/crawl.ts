/** Follows the links of every account, so that each kind of page is photographed once for each account that can reach it. */
import type { Browser, Page } from "@playwright/test";
import { origin, signIn } from "../e2e/steps";
import { take } from "./camera";

const ACCOUNTS = ["academy", "instructor", "assessor", "judge", "ncpoc.lc", "chair", "admin"];
const FILES = /\.(csv|zip|ics|json|pdf|svg|png)(\?|$)|\/sign-out|\/api\/|\/practicals\/evidence\//;
/** What distinguishes one page of a kind from the next: identifiers, codes, countries, keys. */
const VARYING =
  /\/(?:[0-9a-f]{8}-[0-9a-f-]{27}|[a-z2-7]{26}|[A-Z]{2}|[A-Z]{2,5}-[A-Z0-9]+)(?=\/|$)/g;

const kindOf = (address: string) => address.split(/[?#]/)[0]?.replace(VARYING, "/_") ?? "";
const nameOf = (who: string, kind: string) =>
  `crawl-${who.replace(".", "-")}${kind.replaceAll("/", "-").replace(/-$/, "-index")}`;

/** Photographs what `isWanted` asks for; answers what is wrong with it. */
export async function crawl(
  browser: Browser,
  isWanted: (shown: { name: string }) => boolean,
): Promise<string[]> {
  const faults: string[] = [];
  for (const who of ACCOUNTS) {
    const page = await signIn(browser, who);
    faults.push(...(await walk(page, who, isWanted)));
    await page.context().close();
  }
  return faults;
}

async function walk(
  page: Page,
  who: string,
  isWanted: (shown: { name: string }) => boolean,
): Promise<string[]> {
  const faults: string[] = [];
  const seen = new Set<string>();
  const waiting = ["/"];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const kind = kindOf(next);
    if (seen.has(kind)) continue;
    seen.add(kind);
    const answer = await page.goto(`${origin()}${next}`);
    if (!answer?.ok())
      faults.push(`${who}: a link leads to ${next}, which answers ${answer?.status()}`);
    const name = nameOf(who, kind);
    if (isWanted({ name })) faults.push(...(await take(page, name)));
    waiting.push(...(await addressesOn(page)));
  }
  return faults;
}

async function addressesOn(page: Page): Promise<string[]> {
  const addresses = await page
    .locator("a[href^='/']")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  return addresses.filter((address) => !FILES.test(address));
}
