/** A learner on a phone over a weak link: does what a person does, by what the page says, and notes what they were told. */
import { join } from "node:path";
import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { FOLDER } from "../screenshots/camera";
import { openWeakLink, type WeakLink } from "../setup/weak-link";
import { lastingBrowser, openOffered, saved, savedAt } from "./player-steps";
import { newLearner, origin, sco, signIn } from "./steps";

const PHONE = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  userAgent:
    "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36",
};

/** What the content committed and was told is kept, by the clock of this machine. */
export type Committed = { part: number; at: number; values: Record<string, string> };

export type Phone = {
  page: Page;
  context: BrowserContext;
  link: WeakLink;
  committed: Committed[];
  /** When the learner was told that all is on the server. */
  savedAt: number[];
  /** What nobody expected: values that were refused, script errors. */
  problems: string[];
  /** Something worth a picture. */
  see: (moment: string) => Promise<void>;
  close: () => Promise<void>;
};

type Camera = (page: Page, moment: string) => Promise<void>;

const noCamera: Camera = async () => {};

/** With BREAKWATER_SCREENSHOTS=1 a picture of every moment, numbered, as screenshots/name-number-moment.png. */
export function cameraFor(name: string): Camera {
  if (process.env.BREAKWATER_SCREENSHOTS !== "1") return noCamera;
  let number = 0;
  return async (page, moment) => {
    number += 1;
    const file = `${name}-${String(number).padStart(2, "0")}-${moment}.png`;
    await page.screenshot({ path: join(FOLDER, file) });
  };
}

/** A phone with the player open on the offered package, still over a good link. */
export async function openOnPhone(desk: Browser, camera: Camera = noCamera): Promise<Phone> {
  const who = await newLearner();
  await (await signIn(desk, who)).context().close();
  const link = await openWeakLink([
    { name: "localhost", port: Number(new URL(origin()).port) },
    { name: "*.localhost", port: Number(process.env.BREAKWATER_E2E_CONTENT_PORT) },
  ]);
  const browser = await lastingBrowser(PHONE, [`--host-resolver-rules=${link.resolverRules}`]);
  const page = await signIn(browser, who);
  const phone: Phone = {
    ...{ page, context: page.context(), link, committed: [], savedAt: [], problems: [] },
    see: (moment) => camera(phone.page, moment),
    async close() {
      await browser.close();
      await link.close();
    },
  };
  await listen(phone);
  await openOffered(page);
  return phone;
}

/** Hears what the content commits and what the indicator says, of every page to come. */
async function listen({ context, committed, savedAt, problems }: Phone): Promise<void> {
  await context.addInitScript(() => {
    document.addEventListener("DOMContentLoaded", () => {
      const indicator = document.getElementById("saved");
      const tell = () => console.info(`told ${indicator?.dataset.status} ${Date.now()}`);
      if (indicator) new MutationObserver(tell).observe(indicator, { attributes: true });
    });
  });
  context.on("console", (message) => {
    const [word, ...rest] = message.text().split(" ");
    if (word === "committed") committed.push(JSON.parse(rest.join(" ")));
    if (word === "told" && rest[0] === "saved") savedAt.push(Number(rest[1]));
    if (word === "refused") problems.push(message.text());
  });
  context.on("weberror", (error) => problems.push(error.error().message));
}

/** Drops the link for some seconds out of every twenty until it is stopped; counts the outages. */
export function weaken({ link, context }: Phone): {
  outages: () => number;
  stop: () => Promise<void>;
} {
  link.slow({ kilobitsPerSecond: 400, latencyMs: 400 });
  let outages = 0;
  let isOver = false;
  let wake = () => {};
  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      wake = resolve;
      setTimeout(resolve, ms);
    });
  const dropAgain = async () => {
    while (!isOver) {
      await rest(UP_MS);
      if (isOver) break;
      // a phone notices some outages; of others it only finds that nothing comes back
      const isNoticed = outages % 3 === 2;
      await link.drop(outages % 2 === 0 ? "cut" : "silent");
      if (isNoticed) await context.setOffline(true);
      outages += 1;
      await rest(DOWN_MS);
      await link.restore();
      if (isNoticed) await context.setOffline(false);
    }
  };
  const dropping = dropAgain();
  return {
    outages: () => outages,
    async stop() {
      isOver = true;
      wake();
      await dropping;
    },
  };
}

const UP_MS = 13_000;
const DOWN_MS = 7000;

const READY = "button:visible, #done:visible";

/** Waits until the part can be worked on, and does what the page says meanwhile. */
export async function partOpens(phone: Phone, part: number): Promise<void> {
  const { page } = phone;
  const lesson = sco(page);
  const heading = lesson.getByRole("heading", { name: `Part ${part}`, exact: true });
  const again = page.getByRole("alert").getByRole("button", { name: "Try again" });
  const until = Date.now() + 60_000;
  for (;;) {
    if ((await heading.isVisible()) && (await lesson.locator(READY).first().isVisible())) return;
    if (await again.isVisible()) {
      await phone.see(`part-${part}-says-try-again`);
      // gone meanwhile when the phone has noticed that the link is back
      await again.tap({ timeout: 2000 }).catch(() => {});
      await page.waitForTimeout(1500);
    }
    if (Date.now() > until) throw new Error(`Part ${part} does not open, and nothing says why.`);
    await page.waitForTimeout(250);
  }
}

/** Reads, answers and finishes the part, from wherever it is; stops before `stopAt`. */
export async function study(phone: Phone, part: number, stopAt = "done"): Promise<void> {
  const { page } = phone;
  await partOpens(phone, part);
  await phone.see(`part-${part}`);
  for (;;) {
    const step = await sco(page).locator("body").getAttribute("data-step");
    if (step === "done" || step === stopAt) return;
    // a person reads before they touch
    await page.waitForTimeout(READING_MS);
    // Chromium does not hand emulated touches on to frames of other sites
    await sco(page).locator("button:visible").click();
    await expect(sco(page).locator("body")).not.toHaveAttribute("data-step", step ?? "");
    await phone.see(`part-${part}-${step}-done`);
  }
}

const READING_MS = 900;

/** Goes on with the player's Next; the title says which part is next at once, whether or not it arrives. */
export async function goOn(phone: Phone, part: number): Promise<void> {
  await phone.page.locator("#next").tap();
  await expect(phone.page.locator("#item-title")).toHaveText(`Part ${part}`);
  await phone.see(`part-${part}-asked-for`);
}

/** Goes through the whole course, part by part, to its end. */
export async function studyCourse(phone: Phone, parts: number): Promise<void> {
  for (let part = 1; part <= parts; part++) {
    await study(phone, part);
    if (part < parts) await goOn(phone, part + 1);
  }
  await endCourse(phone, parts);
}

/** Next after the last part: everything is done, and all of it is saved once the link lets it. */
export async function endCourse({ page, see }: Phone, parts: number): Promise<void> {
  await page.locator("#next").tap();
  await expect(page.getByText(`All parts are done (${parts}/${parts}).`)).toBeVisible();
  await see("the-end");
  await expect(saved(page)).toHaveText(savedAt, { timeout: 40_000 });
  await expect(page.getByRole("alert")).toBeHidden();
  await see("all-saved");
}
