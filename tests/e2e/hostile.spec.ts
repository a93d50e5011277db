/** One package of each hostile class, sent to a running server: refused in words, nothing of it visible, and the server as before. */
import { expect, type Page } from "@playwright/test";
import { CORPUS } from "../hostile/all";
import { origin, signIn } from "./steps";
import { test } from "./test";

const REFUSED = CORPUS.filter(({ expects }) => expects !== "accepted" && expects !== "any refusal");

async function makeToken(page: Page): Promise<string> {
  await page.goto(`${origin()}/account/tokens`);
  await page.getByLabel("Name").fill("Hostile packages");
  for (const scope of ["packages:read", "packages:write"]) await page.getByLabel(scope).check();
  await page.getByRole("button", { name: "Make the token" }).click();
  return (await page.locator(".notice code, code").first().textContent()) ?? "";
}

async function organisationOf(page: Page): Promise<string> {
  await page.goto(`${origin()}/academy/packages/new`);
  const option = page.locator("option", { hasText: "Saint Lucia Police Training Academy" });
  return (await option.first().getAttribute("value")) ?? "";
}

test("a hostile package is refused by its rule, and the server lives", async ({ browser }) => {
  const page = await signIn(browser, "academy");
  const [token, organisationId] = [await makeToken(page), await organisationOf(page)];
  const headers = { Authorization: `Bearer ${token}` };
  const list = async () =>
    (await (await page.request.get(`${origin()}/api/v1/packages`, { headers })).json()).items;
  const before = await list();
  const said: Record<string, string> = {};
  for (const { name, cases } of REFUSED) {
    const [first] = cases;
    if (!first) continue;
    const file = { name: "p.zip", mimeType: "application/zip", buffer: first.bytes() };
    const answer = await page.request.post(`${origin()}/api/v1/packages`, {
      headers,
      multipart: { organisationId, title: name, file },
    });
    said[name] = `${answer.status()} ${(await answer.json()).reason}`;
  }
  expect(said).toEqual(
    Object.fromEntries(REFUSED.map(({ name, expects }) => [name, `422 ${expects}`])),
  );
  expect(await list()).toEqual(before);
  expect((await page.request.get(`${origin()}/readyz`)).status()).toBe(200);
  console.log(`hostile: ${REFUSED.length} classes through a running server, none imported`);
});
