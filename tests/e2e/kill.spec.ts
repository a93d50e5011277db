/** The web server killed between a learner's action and the next, fifty times: what was shown as saved is there. */
import { expect, type Page } from "@playwright/test";
import fc from "fast-check";
import { launchable } from "~/domain/packages/schema";
import { newLearner, origin, signIn } from "./steps";
import { test } from "./test";
import { webServer } from "./web-server";

const KILLS = 50;
test.setTimeout(420_000);

test(`${KILLS} kills of the web server lose no commit that was acknowledged`, async ({
  browser,
}) => {
  const page = await signIn(browser, await newLearner());
  const { registrationId, item } = await openFirstLesson(page);
  await page.goto(`${origin()}/my-learning`);
  await page.evaluate(saveForever, { registrationId, item });
  const waits = fc.sample(fc.integer({ min: 0, max: 120 }), { numRuns: KILLS, seed: 20261124 });
  for (const wait of waits) {
    await expect.poll(isServing, { intervals: [20], timeout: 60_000 }).toBe(true);
    // an answer of the server that was killed may still have been on its way until now
    const before = await acknowledged(page);
    await expect.poll(() => acknowledged(page), { intervals: [20] }).toBeGreaterThan(before);
    await page.waitForTimeout(wait);
    process.kill(webServer(), "SIGKILL");
  }
  const last = await acknowledged(page);
  await expect.poll(() => acknowledged(page)).toBeGreaterThan(last);
  const outcomes = await page.evaluate(stopAndRepeat);
  console.log(`${KILLS} kills of the web server, ${outcomes.length} commits acknowledged`);
  expect(outcomes.filter((outcome) => outcome !== "duplicate")).toEqual([]);
  expect(outcomes.length).toBeGreaterThan(KILLS);
});

const isServing = () =>
  fetch(`${origin()}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );

async function openFirstLesson(page: Page): Promise<{ registrationId: string; item: string }> {
  await page.goto(`${origin()}/catalogue/FR-CORE`);
  await page.getByRole("button", { name: "Enrol" }).click();
  await page.goto(`${origin()}/my-learning`);
  await page
    .getByRole("button", { name: /See the evidence/ })
    .first()
    .click();
  await expect(page.locator("#shell")).toBeVisible();
  const configuration = JSON.parse(
    (await page.locator("#player-configuration").textContent()) ?? "{}",
  );
  const [item] = launchable(configuration.organizations[0].activities);
  return { registrationId: configuration.registrationId, item: item?.identifier ?? "" };
}

const acknowledged = (page: Page) =>
  page.evaluate(() => (window as unknown as Saving).saving.acknowledged);

type Saving = {
  saving: {
    acknowledged: number;
    stopped: boolean;
    send: (sequence: number) => Promise<string | null>;
  };
};

/** In the page: commits one after the other as the player sends them, each until it is acknowledged. */
async function saveForever({ registrationId, item }: { registrationId: string; item: string }) {
  const post = (path: string, body: object) =>
    fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  const launch = await (await post("/learn/launches", { registrationId })).json();
  const send = async (sequence: number): Promise<string | null> => {
    const cmi = { "cmi.completion_status": "incomplete", "cmi.location": String(sequence) };
    const visit = { item, visit: "1", seconds: 1, viewed: false, cmi };
    try {
      const answer = await post("/learn/commits", {
        token: launch.token,
        sequence,
        mark: sequence,
        ...visit,
      });
      return answer.ok ? (await answer.json()).outcome : null;
    } catch {
      return null;
    }
  };
  const saving = { acknowledged: 0, stopped: false, send };
  Object.assign(window, { saving });
  const rest = () => new Promise((resolve) => setTimeout(resolve, 20));
  void (async () => {
    while (!saving.stopped) {
      if ((await send(saving.acknowledged + 1)) !== null) saving.acknowledged += 1;
      await rest();
    }
  })();
}

/** In the page: every acknowledged commit once more; the server knows each. */
async function stopAndRepeat(): Promise<(string | null)[]> {
  const { saving } = window as unknown as Saving;
  saving.stopped = true;
  const outcomes: (string | null)[] = [];
  for (let sequence = 1; sequence <= saving.acknowledged; sequence++)
    outcomes.push(await saving.send(sequence));
  return outcomes;
}
