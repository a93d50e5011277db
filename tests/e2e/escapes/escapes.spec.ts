/**
 * A package that tries to get out of its frame, in the real player. Each attempt answers what it obtained; what it reached is
 * known besides from a third party's notes, from the application's answers, and from the state of both afterwards.
 */
import { type BrowserContext, expect, type Page } from "@playwright/test";
import { lastingBrowser, offerPackage, openOffered, saved, savedAt } from "../player-steps";
import { newLearner, origin, sco, signIn } from "../steps";
import { test } from "../test";
import { type Canary, startCanary } from "./canary";
import { type Opened, openedOf } from "./opened";
import { tryAfterTheEnd, tryFromOutside } from "./outside";
import { ATTEMPTS, escapingPackage } from "./package";

test.setTimeout(300_000);

let canary: Canary;
test.beforeAll(async () => {
  canary = await startCanary();
});
test.afterAll(() => canary.close());

/** What the browser did that a package may not make it do. */
function watch(context: BrowserContext, page: Page) {
  const seen = { answers: [] as string[], pages: 0, downloads: 0, navigations: [] as string[] };
  context.on("response", (response) => {
    if (response.url().startsWith(origin()) && response.url().includes("escape="))
      seen.answers.push(response.url());
  });
  context.on("page", () => {
    seen.pages += 1;
  });
  page.on("download", () => {
    seen.downloads += 1;
  });
  page.on("framenavigated", (frame) => {
    if (frame === page.mainFrame()) seen.navigations.push(frame.url());
  });
  return seen;
}

const cookiesOf = async (context: BrowserContext) =>
  (await context.cookies(origin())).map(({ name, value }) => `${name}=${value}`).sort();

async function attack(page: Page, own: Opened, other: Opened): Promise<string[]> {
  await sco(page).getByRole("button", { name: "Begin" }).click();
  const content = page.frames().find((frame) => frame.url().endsWith("index.html"));
  return (await content?.evaluate(
    (aim) => (window as unknown as { attack: (aim: unknown) => Promise<string[]> }).attack(aim),
    {
      app: origin(),
      canary: canary.origin,
      otherOrigin: other.contentOrigin,
      otherPath: other.path,
      ownPath: own.path,
    },
  )) as string[];
}

test("nothing that a package tries gets out of it", async ({ browser }) => {
  await offerPackage(browser, await escapingPackage(), "Escapes");
  const victim = await signIn(browser, await newLearner());
  const other = await openedOf(victim, () => openOffered(victim));
  const lasting = await lastingBrowser();
  const page = await signIn(lasting, await newLearner());
  const own = await openedOf(page, () => openOffered(page));
  await expect(saved(page)).toHaveText(savedAt);
  const [title, cookies] = [await page.title(), await cookiesOf(page.context())];
  const seen = watch(page.context(), page);

  const obtained = await attack(page, own, other);
  const escaped = ATTEMPTS.flatMap(({ name, held }, index) => {
    const answer = obtained[index] ?? "nothing was tried";
    const heard = canary.heard.filter((note) => new RegExp(` /${index} `).test(note));
    const answered = seen.answers.filter((url) => url.endsWith(`escape=${index}`));
    const fine = held.test(answer) && heard.length + answered.length === 0;
    return fine ? [] : [`${name}: ${[answer, ...heard, ...answered].join("; ")}`];
  });

  expect.soft(seen).toEqual({ answers: [], pages: 0, downloads: 0, navigations: [] });
  expect.soft(await page.title()).toBe(title);
  expect.soft(await cookiesOf(page.context())).toEqual(cookies);
  expect.soft(await page.evaluate(() => Reflect.get({}, "polluted"))).toBeUndefined();
  const outside = await tryFromOutside(page, own, other);
  await expectHonestWorkIsKept(page, own);
  const ended = await tryAfterTheEnd(page, own);
  escaped.push(...outside.escaped, ...ended.escaped);
  const attempted = ATTEMPTS.length + outside.attempted + ended.attempted;
  // no header of today's browsers keeps a page from WebRTC: it may tell a third party what the lesson knows, and reaches nothing of ours
  const told = canary.heard.includes("a datagram") ? "; WebRTC, which no header stops, spoke" : "";
  console.log(`escapes: ${attempted} attempted, ${escaped.length} succeeded${told}`);
  expect(escaped).toEqual([]);
  await lasting.close();
});

/** After all that, what the learner does is saved as ever, and nothing of the forgeries lies beside it. */
async function expectHonestWorkIsKept(page: Page, own: Opened): Promise<void> {
  const again = await openedOf(page, () => page.goto(own.url));
  await expect(saved(page)).toHaveText(savedAt);
  const items = again.launch.state.items;
  expect(Object.keys(items).filter((item) => !["attack", "quiet"].includes(item))).toEqual([]);
  const strange = Object.keys(items.attack?.cmi ?? {}).filter(
    (element) =>
      !/^cmi\.(core|suspend_data|comments|interactions|objectives)/.test(element) ||
      /__proto__|constructor|student_id|credit/.test(element),
  );
  expect(strange).toEqual([]);
}
