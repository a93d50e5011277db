/** A session from its scheduling to its end: warnings, the code on the wall, a phone in the room, a correction, a cancellation, a calendar. */
import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { fillSession, publishCohort, saveSession } from "./cohort-steps";
import { newLearner, origin, signIn } from "./steps";
import { test } from "./test";

test("a session is scheduled, attended by code, corrected, cancelled, and followed by a calendar", async ({
  browser,
}) => {
  const problems: string[] = [];
  const academy = await signIn(browser, "academy", problems);
  const cohort = await publishCohort(academy, "Short course on phones");
  const officer = await signIn(browser, await newLearner(), problems);
  await officer.setViewportSize({ width: 390, height: 800 });
  await officer.goto(cohort.replace("/academy", ""));
  await officer.getByRole("button", { name: "Ask for a seat" }).click();
  await expect(officer.getByText("A seat is booked.")).toBeVisible();

  const instructor = await signIn(browser, "instructor", problems);
  await instructor.goto(`${cohort}/sessions`);
  await instructor.getByRole("link", { name: "Schedule a session" }).first().click();
  await fillSession(instructor, "First meeting");
  await instructor.getByLabel("Joining link").fill("https://meet.example.test/phones");
  await saveSession(instructor);

  await instructor.getByRole("link", { name: "Schedule a session" }).click();
  await fillSession(instructor, "Second room");
  await instructor.getByRole("button", { name: "Schedule" }).click();
  await expect(
    instructor.getByText(/One person with a seat is somewhere else.*Short course/),
  ).toBeVisible();
  await expect(instructor.getByLabel("Title")).toHaveValue("Second room");
  await instructor.goto(`${cohort}/sessions`);

  await officer.goto(`${origin()}/my-sessions`);
  const mine = officer.getByRole("listitem").filter({ hasText: "First meeting" });
  await expect(mine.getByRole("link", { name: /Join/ })).toHaveAttribute("href", /phones$/);

  await instructor.getByRole("link", { name: "Show the code First meeting" }).click();
  await instructor.getByRole("button", { name: "Open attendance by code" }).click();
  const word = (await instructor.locator(".wall-word").textContent()) ?? "";
  const stranger = await signIn(browser, await newLearner(), problems);
  await stranger.goto(`${origin()}/attend`);
  await stranger.getByLabel("Code words").fill(word);
  await stranger.getByRole("button", { name: "Mark me present" }).click();
  await expect(stranger.getByRole("alert")).toContainText("another training");

  for (const answer of ["You are marked present.", "You were marked present already."]) {
    await officer.goto(`${origin()}/attend`);
    await officer.getByLabel("Code words").fill(word.toUpperCase());
    await officer.getByRole("button", { name: "Mark me present" }).click();
    await expect(officer.getByText(answer)).toBeVisible();
  }
  await expect(mine).toContainText("Present");

  await instructor.getByRole("link", { name: "Back to the list" }).click();
  const row = instructor.getByRole("listitem").filter({ hasText: "By code" });
  await row.getByLabel("Absent").check();
  await instructor.getByRole("button", { name: "Save", exact: true }).click();
  await expect(instructor.getByRole("alert")).toContainText("Give the reason");
  await expect(row.getByLabel("Absent")).toBeChecked();
  await instructor.getByLabel("Why marks are corrected").fill("Left after five minutes");
  await instructor.getByRole("button", { name: "Save", exact: true }).click();
  await expect(instructor.getByText("Attendance is saved.")).toBeVisible();
  await instructor.getByText("Corrected once").click();
  await expect(instructor.getByText("because: Left after five minutes")).toBeVisible();
  const { violations } = await new AxeBuilder({ page: instructor }).analyze();
  expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual(
    [],
  );

  await officer.goto(`${origin()}/account/calendar`);
  await officer.getByRole("button", { name: "Make an address" }).click();
  const address = await officer.getByLabel("Address", { exact: true }).inputValue();
  const calendar = async () => (await officer.request.get(address)).text();
  expect(await calendar()).toContain("STATUS:CONFIRMED");
  await instructor.goto(`${cohort}/sessions`);
  await instructor.getByRole("link", { name: "Cancel it First meeting" }).click();
  await instructor.getByLabel("Why it is cancelled").fill("Hurricane warning");
  await instructor.getByRole("button", { name: "Cancel the session" }).click();
  await expect(instructor.getByText("Cancelled: Hurricane warning")).toBeVisible();
  expect(await calendar()).toContain("STATUS:CANCELLED");
  await officer.getByRole("button", { name: /Revoke/ }).click();
  await expect(officer.getByText("answers nobody any more")).toBeVisible();
  expect((await officer.request.get(address)).status()).toBe(404);
  await officer.goto(`${origin()}/my-sessions`);
  await expect(mine).toContainText("Cancelled: Hurricane warning");
  expect(problems).toEqual([]);
});
