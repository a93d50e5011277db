/** The steps of a workshop: what its people do, by what they see. */
import { expect, type Page } from "@playwright/test";
import jsQR from "jsqr";
import { origin, signPractical } from "./steps";

export type RosterLine = { name: string; country: string; status: string; seat: string };

/** The cohort's roster as its academy downloads it. */
export async function rosterOf(academy: Page, cohort: string): Promise<RosterLine[]> {
  const csv = await (await academy.request.get(`${cohort}/roster.csv`)).text();
  const [header = "", ...lines] = csv.replace("\uFEFF", "").trim().split(/\r?\n/);
  const names = header.split(",");
  return lines.map((line) => {
    const values = line.split(",");
    const value = (name: string) => values[names.indexOf(name)] ?? "";
    return {
      ...{ name: value("name"), country: value("country") },
      ...{ status: value("status"), seat: value("seat") },
    };
  });
}

export const inStatus = (lines: RosterLine[], status: string): string[] =>
  lines.filter((line) => line.status === status).map(({ name }) => name);

/** A contact point ticks people and agrees to them. */
export async function approve(contact: Page, iso2: string, names: string[]): Promise<void> {
  await contact.goto(`${origin()}/country/${iso2}/nominations?status=requested`);
  for (const name of names) await contact.getByRole("checkbox", { name }).check();
  await contact.getByRole("button", { name: "Decide about those chosen" }).click();
  await contact.getByLabel("Approve").check();
  await contact.getByRole("button", { name: "Decide", exact: true }).click();
  const settled = names.length === 1 ? "One nomination is" : `${names.length} nominations are`;
  await expect(contact.getByText(`${settled} settled.`)).toBeVisible();
}

/** Somebody with an account finds out that they have been put forward, and says that it is them. */
export async function takeUp(learner: Page, cohortId: string): Promise<void> {
  await learner.goto(`${origin()}/cohorts/${cohortId}`);
  await learner.getByRole("button", { name: "Take up the nomination" }).click();
  await expect(learner.getByText("A seat is booked.")).toBeVisible();
}

export type Hours = { zone: string; on: string; from: string; to: string };

/** An hour that is on now. Shortly before midnight in Saint Lucia it is still early enough in Jamaica. */
export function hoursAround(now: Date): Hours {
  const late = clockIn("America/St_Lucia", now).at >= "22:00";
  const zone = late ? "America/Jamaica" : "America/St_Lucia";
  const { on } = clockIn(zone, now);
  const start = clockIn(zone, new Date(now.getTime() - 10 * 60_000));
  const end = clockIn(zone, new Date(now.getTime() + 50 * 60_000));
  return { zone, on, from: start.on < on ? "00:00" : start.at, to: end.on > on ? "23:59" : end.at };
}

function clockIn(zone: string, instant: Date): { on: string; at: string } {
  const [on = "", at = ""] = instant
    .toLocaleString("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" })
    .split(" ");
  return { on, at };
}

/** Schedules a session that is on now; its academy is told of what clashes and saves all the same. */
export async function schedule(academy: Page, cohort: string, title: string): Promise<void> {
  const { zone, on, from, to } = hoursAround(new Date());
  await academy.goto(`${cohort}/sessions/new`);
  await academy.getByLabel("Title").fill(title);
  await academy.getByLabel("Time zone").selectOption(zone);
  await academy.getByLabel("Day", { exact: true }).fill(on);
  await academy.getByLabel("From", { exact: true }).fill(from);
  await academy.getByLabel("To", { exact: true }).fill(to);
  await academy.getByRole("button", { name: "Schedule", exact: true }).click();
  const anyway = academy.getByRole("button", { name: "Save anyway" });
  const scheduled = academy.getByText("The session is scheduled.");
  await expect(anyway.or(scheduled)).toBeVisible();
  if (await anyway.isVisible()) await anyway.click();
  await expect(scheduled).toBeVisible();
}

/** Opens attendance by code and reads the address off the wall, as a phone's camera does. */
export async function codeOnTheWall(trainer: Page, cohort: string, title: string): Promise<string> {
  await trainer.goto(`${cohort}/sessions`);
  await trainer.getByRole("link", { name: new RegExp(`^Show the code ?:? ${title}$`) }).click();
  await trainer.getByRole("button", { name: "Open attendance by code" }).click();
  const svg = await trainer.getByRole("img", { name: "Code to scan for attendance" }).innerHTML();
  return readQr(svg);
}

function readQr(svg: string): string {
  const side = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y] of svg.matchAll(/M(\d+),(\d+)h10/g))
    for (let row = Number(y); row < Number(y) + 10; row++)
      for (let column = Number(x); column < Number(x) + 10; column++)
        pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
  return jsQR(pixels, side, side)?.data ?? "";
}

export async function scan(learner: Page, address: string): Promise<void> {
  await learner.goto(address);
  await learner.getByRole("button", { name: "Mark me present" }).click();
  await expect(learner.getByText("You are marked present.")).toBeVisible();
}

/** The trainer marks who is away by list and the rest as present. */
export async function markTheRest(trainer: Page, cohort: string, title: string, away: string[]) {
  await trainer.goto(`${cohort}/sessions`);
  await trainer.getByRole("link", { name: new RegExp(`^Attendance ?:? ${title}$`) }).click();
  for (const name of away)
    await trainer
      .getByRole("group", { name: `${name}: attendance` })
      .getByText("Absent", { exact: true })
      .last()
      .click();
  await trainer.getByRole("button", { name: "Save, and mark the rest present" }).click();
  await expect(trainer.getByText("Attendance is saved.")).toBeVisible();
  await expect(trainer.getByText("12 of 12 marked")).toBeVisible();
}

/** One of two assessors marks and signs alone. */
export async function markOnPhone(assessor: Page, learner: string, told: string): Promise<void> {
  await assessor.setViewportSize({ width: 390, height: 844 });
  await signPractical(assessor, learner, told);
}

/** How many certified trainers the country's contact point reads of the standard about them. */
export async function trainersOf(contact: Page, iso2: string): Promise<number> {
  await contact.goto(`${origin()}/country/${iso2}/standards/MS-031`);
  const standing = (await contact.locator(".card-lead .statused").textContent()) ?? "";
  const [, certified] = /(\d+) of \d+ needed/.exec(standing) ?? [];
  expect(certified, standing).toBeDefined();
  return Number(certified);
}
