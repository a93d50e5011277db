/**
 * A complete regional workshop for trainers: planned with seats for four countries, filled from a list of forty, held in three sessions,
 * marked by two assessors on their phones, until awards move the figures of four countries.
 */
import { type Browser, expect, type Page } from "@playwright/test";
import { addDays, today } from "~/domain/kernel/days";
import { finishLesson, openNext, origin, signIn, sitExam } from "./steps";
import { test } from "./test";
import { arrange, LEARNERS, NOMINEES, PASSING, rosterFile, STAFF } from "./workshop-people";
import {
  approve,
  codeOnTheWall,
  inStatus,
  markOnPhone,
  markTheRest,
  rosterOf,
  scan,
  schedule,
  takeUp,
  trainersOf,
} from "./workshop-steps";

test.setTimeout(480_000);

const TITLE = "Regional workshop for trainers";
const SESSIONS = ["Plan and open", "Teach and review", "Assess in pairs"];
const COUNTRIES = { LC: "Saint Lucia", JM: "Jamaica", BB: "Barbados", GD: "Grenada" } as const;
const ISO2S = ["LC", "JM", "BB", "GD"] as const;
/** How many of its ten each country agrees to at once; Grenada leaves six for later. */
const AGREED = { LC: 10, JM: 10, BB: 10, GD: 4 } as const;

const namesOf = (iso2: keyof typeof COUNTRIES) =>
  NOMINEES.filter(({ country }) => country === COUNTRIES[iso2]).map(({ name }) => name);

/** Plans it from today on, twelve seats, ten of them kept for countries; answers the cohort's address. */
async function publishWorkshop(academy: Page): Promise<string> {
  const startsOn = today("America/St_Lucia", new Date());
  await academy.goto(`${origin()}/academy/cohorts/new`);
  const curriculum = academy.getByLabel("Curriculum");
  const option = curriculum.locator("option", { hasText: "TOT" });
  await curriculum.selectOption({ label: (await option.textContent()) ?? "" });
  await academy.getByLabel("Title").fill(TITLE);
  await academy.getByLabel("First day", { exact: true }).fill(startsOn);
  await academy.getByLabel("Last day", { exact: true }).fill(addDays(startsOn, 2));
  await academy.getByLabel("Seats in all").fill("12");
  await academy.getByText("Seats kept for countries").click();
  for (const [country, seats] of [
    ["Saint Lucia", 3],
    ["Jamaica", 3],
    ["Barbados", 2],
    ["Grenada", 2],
  ] as const)
    await academy.getByLabel(country, { exact: true }).last().fill(String(seats));
  await academy.getByRole("button", { name: "Save the draft" }).click();
  await academy.getByRole("link", { name: "Publish" }).click();
  await expect(academy.getByText("12: 10 kept for countries, 2 shared")).toBeVisible();
  await academy.getByRole("button", { name: "Publish" }).click();
  await expect(academy.getByText("The cohort is published.")).toBeVisible();
  return academy.url().replace(/[?#].*/, "");
}

/** Uploads forty people, corrects three rows in the page, and puts all of them forward. */
async function nominateForty(academy: Page): Promise<void> {
  await academy.getByRole("link", { name: "Import", exact: true }).click();
  const file = { name: "trainers.csv", mimeType: "text/csv", buffer: Buffer.from(rosterFile()) };
  await academy.getByLabel("File").setInputFiles(file);
  await academy.getByRole("button", { name: "Upload and look" }).click();
  await academy.getByRole("button", { name: "Save and check the rows" }).click();
  const list = academy.url();
  await expect(academy.getByRole("button", { name: "Nominate 37 people" })).toBeVisible();
  await academy.getByRole("link", { name: "Correct 3 rows with problems" }).click();
  const row = (name: string) => academy.getByRole("group", { name: new RegExp(`: ${name}$`) });
  await row("Cheryl Boyce").getByLabel("E-mail").fill("cheryl.boyce@police.example");
  await row("Nigel Hosten").getByLabel("Country").selectOption({ label: "Grenada" });
  await row("Trevor Gayle")
    .getByLabel("Profession")
    .selectOption({ label: "Police first responder" });
  await academy.getByRole("button", { name: "Save and check again" }).click();
  await expect(academy.getByText("No row has a problem any more.").first()).toBeVisible();
  await academy.goto(list);
  await academy.getByRole("button", { name: "Nominate 40 people" }).click();
  await expect(academy.getByText("Applied. 40 rows are settled.")).toBeVisible({
    timeout: 60_000,
  });
}

/** Whose own accounts sign in where: contact points by country, learners by what becomes of them. */
async function contactPoints(browser: Browser, problems: string[]) {
  const contacts = new Map<keyof typeof COUNTRIES, Page>();
  for (const iso2 of ISO2S)
    contacts.set(iso2, await signIn(browser, `ncpoc.${iso2.toLowerCase()}`, problems));
  return contacts;
}

/** Everybody agrees for their own country, first to those who will come for certain. */
async function agree(contacts: Map<keyof typeof COUNTRIES, Page>): Promise<void> {
  for (const [iso2, contact] of contacts) {
    const names = namesOf(iso2).slice(0, AGREED[iso2]);
    await approve(contact, iso2, names.slice(0, 2));
    await approve(contact, iso2, names.slice(2));
  }
}

/** A Jamaican's quota seat becomes free; the worker gives it to a Jamaican who waits. */
async function withdrawAndPromote(academy: Page, cohort: string): Promise<void> {
  const before = await rosterOf(academy, cohort);
  const seated = inStatus(before, "booked");
  const [leaving = ""] = namesOf("JM")
    .slice(2)
    .filter((name) => seated.includes(name));
  await academy.goto(`${cohort}/roster`);
  await academy.getByRole("checkbox", { name: leaving }).check();
  await academy.getByRole("button", { name: "Withdraw…" }).click();
  await academy.getByLabel("Reason").fill("Called to a court case");
  await academy.getByRole("button", { name: "Withdraw them" }).click();
  await expect(academy.getByText("One nomination is settled.")).toBeVisible();
  await expect
    .poll(async () => inStatus(await rosterOf(academy, cohort), "booked").length)
    .toBe(12);
  const after = await rosterOf(academy, cohort);
  expect(inStatus(after, "withdrawn")).toEqual([leaving]);
  const promoted = inStatus(after, "booked").filter((name) => !seated.includes(name));
  expect(promoted).toHaveLength(1);
  expect(namesOf("JM")).toContain(promoted[0]);
}

/** Three sessions; who has an account scans the code on the wall, the rest are marked by list. One comes only once. */
async function holdSessions(
  academy: Page,
  cohort: string,
  learners: Map<string, Page>,
): Promise<void> {
  // nobody travels in time in a running platform: the three are on at once, and the academy is told of the clash
  for (const title of SESSIONS) await schedule(academy, cohort, title);
  for (const [index, title] of SESSIONS.entries()) {
    const address = await codeOnTheWall(academy, cohort, title);
    expect(address).toContain(`${origin()}/attend/`);
    const away = index === 0 ? [] : [LEARNERS.misses];
    for (const [key, learner] of learners)
      if (!away.some((one) => one.key === key)) await scan(learner, address);
    const names = away.map(({ name }) => name);
    await markTheRest(academy, cohort, title, names);
  }
}

test("forty are put forward, twelve attend, and four countries gain a trainer", async ({
  browser,
}) => {
  const problems: string[] = [];
  await arrange({ accounts: [...Object.values(LEARNERS), ...STAFF] });
  const contacts = await contactPoints(browser, problems);
  const before = new Map<string, number>();
  for (const [iso2, contact] of contacts) before.set(iso2, await trainersOf(contact, iso2));
  const academy = await signIn(browser, "academy", problems);
  const learners = new Map<string, Page>();
  for (const { key } of Object.values(LEARNERS))
    learners.set(key, await signIn(browser, key, problems));
  const pageOf = (key: string): Page => learners.get(key) ?? academy;
  let cohort = "";

  await test.step("a cohort is published and filled from a list", async () => {
    cohort = await publishWorkshop(academy);
    await nominateForty(academy);
    await academy.goto(`${cohort}/roster`);
    await expect(
      academy.getByText("0 booked, 0 waiting, 40 to be approved, 12 seats."),
    ).toBeVisible();
    await agree(contacts);
    await academy.reload();
    await expect(
      academy.getByText("12 booked, 22 waiting, 6 to be approved, 12 seats."),
    ).toBeVisible();
  });

  await test.step("learners take their seats up; a seat that becomes free goes to who waits", async () => {
    const cohortId = cohort.split("/").at(-1) ?? "";
    for (const learner of learners.values()) await takeUp(learner, cohortId);
    await withdrawAndPromote(academy, cohort);
    const roster = await rosterOf(academy, cohort);
    const seated = inStatus(roster, "booked");
    for (const { name } of Object.values(LEARNERS)) expect(seated).toContain(name);
  });

  await test.step("three sessions are held", () => holdSessions(academy, cohort, learners));

  await test.step("lessons are finished and the exam is sat", async () => {
    // one of six learns in the player and two sit the exam; the others by the commands that these end with
    const { lc, fails, ...others } = LEARNERS;
    const exam = Object.values(others).map(({ key }) => key);
    const over = [cohort.split("/").at(-1) ?? ""];
    await arrange({ over, lessons: [...exam, fails.key], exam });
    while (!(await openNext(pageOf(lc.key))).includes("exam")) await finishLesson(pageOf(lc.key));
    await sitExam(pageOf(lc.key), "tot");
    await openNext(pageOf(fails.key));
    await sitExam(pageOf(fails.key), "tot", false);
  });

  await test.step("two assessors mark the micro-teach on their phones", async () => {
    const first = await signIn(browser, "assessor", problems);
    const second = await signIn(browser, "assessor2", problems);
    const names = Object.values(LEARNERS).map(({ name }) => name);
    for (const name of names)
      await markOnPhone(first, name, "Signed. Waiting for the second assessor.");
    for (const name of names) await markOnPhone(second, name, "The practical is signed.");
  });

  await test.step("whoever met everything is awarded, and the others read why they are not", async () => {
    for (const { key } of PASSING)
      await expect(async () => {
        await pageOf(key).goto(`${origin()}/certificates`);
        await expect(pageOf(key).getByText("TOT-").first()).toBeVisible({ timeout: 2_000 });
      }).toPass({ timeout: 30_000 });
    await academy.goto(`${cohort}/progress`);
    const row = (name: string) => academy.getByRole("row").filter({ hasText: name });
    for (const { name } of PASSING) await expect(row(name)).toContainText("Award TOT-");
    await expect(row(LEARNERS.fails.name)).toContainText("Failed the exam once.");
    await expect(row(LEARNERS.misses.name)).toContainText("Attended 33 %; 80 % is needed.");
    for (const [{ name }, reason] of [
      [LEARNERS.fails, "Pass “TOT exam”."],
      [LEARNERS.misses, "Attend “Trainers' workshop”: 33 % so far, 80 % needed."],
    ] as const) {
      await expect(row(name)).not.toContainText("Award");
      await row(name).getByRole("link", { name }).click();
      await expect(academy.getByText(reason)).toBeVisible();
      await academy.goto(`${cohort}/progress`);
    }
  });

  await test.step("the figure of each country has moved, by its own trainer", async () => {
    for (const { name, country } of PASSING) {
      const contact = contacts.get(country as keyof typeof COUNTRIES) ?? academy;
      await expect(async () =>
        expect(await trainersOf(contact, country)).toBe((before.get(country) ?? 0) + 1),
      ).toPass({ timeout: 30_000 });
      await expect(contact.getByRole("rowheader", { name })).toBeVisible();
    }
  });
  expect(problems).toEqual([]);
});
