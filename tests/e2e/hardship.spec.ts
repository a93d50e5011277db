/** A contact point declares a hardship event after seeing what it does, ends it, and people choose what they are sent about it. */
import { expect } from "@playwright/test";
import { origin, signIn } from "./steps";
import { test } from "./test";

const days = (count: number) =>
  new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 10);

test("an event is previewed, declared, shown on the certificate it extends, and ended early", async ({
  browser,
}) => {
  const problems: string[] = [];
  const contact = await signIn(browser, "ncpoc.lc", problems);
  await contact.goto(`${origin()}/country/LC`);
  await contact.getByRole("link", { name: "Hardship events" }).click();
  await contact.getByRole("link", { name: "Declare an event" }).click();
  await contact.getByRole("button", { name: "See what it would do" }).click();
  await expect(contact.getByRole("alert")).toContainText("Fill this in.");
  await contact.getByLabel("What kind of event").selectOption("storm");
  await contact.getByLabel("Its name").fill("Hurricane Test");
  await contact.getByLabel("First day").fill(days(-3));
  await contact.getByLabel("Expected last day").fill(days(10));
  await contact.getByLabel("Certificates are extended by").selectOption("3");
  await contact.getByLabel("Reason").fill("No power in the north.");
  await contact.getByRole("button", { name: "See what it would do" }).click();
  await expect(contact.getByText("One certificate that expires")).toBeVisible();
  await contact.getByRole("button", { name: "Declare the event" }).click();
  await expect(contact.getByText("The event is declared.")).toBeVisible();
  await expect(async () => {
    await contact.goto(`${origin()}/country/LC/awards`);
    await expect(contact.getByText("because of Hurricane Test (not renewed)")).toBeVisible();
  }).toPass({ timeout: 20_000 });

  await contact.goto(`${origin()}/country/LC/hardship`);
  await contact.getByRole("link", { name: "End it" }).click();
  await contact.getByLabel("Its last day").fill(days(-1));
  await contact.getByLabel("Why it is over").fill("The power is back everywhere.");
  await contact.getByRole("button", { name: "End the event" }).click();
  await expect(contact.getByText("The end of the event is recorded.")).toBeVisible();
  await expect(contact.getByText("Ended: The power is back everywhere.")).toBeVisible();
  const neighbour = await signIn(browser, "ncpoc.jm", problems);
  const answer = await neighbour.request.get(`${origin()}/country/LC/hardship`);
  expect(answer.status()).toBe(403);
  expect(problems).toEqual([]);
});

test("choices about mail are kept, with the keyboard alone; half a quiet time is refused", async ({
  browser,
}) => {
  const officer = await signIn(browser, "officer");
  await officer.goto(`${origin()}/account/notifications`);
  await officer.getByLabel("Reminders").focus();
  await officer.keyboard.press("ArrowDown");
  await officer.getByLabel("From").fill("22:00");
  await officer.getByLabel("From").press("Enter");
  await expect(officer.getByRole("alert")).toContainText("Give both times");
  await officer.getByLabel("To", { exact: true }).fill("06:30");
  await officer.getByRole("button", { name: "Save" }).press("Enter");
  await expect(officer.getByText("Your choices are saved.")).toBeVisible();
  await expect(officer.getByLabel("Reminders")).toHaveValue("digest");
  await expect(officer.getByLabel("To", { exact: true })).toHaveValue("06:30");
  // a link that is not ours is not found; a mailbox's own POST is not taken for a foreign form
  const link = `${origin()}/unsubscribe/${"a".repeat(26)}`;
  expect((await officer.request.get(link)).status()).toBe(404);
  const form = { "List-Unsubscribe": "One-Click" };
  expect((await officer.request.post(link, { form })).status()).toBe(404);
  expect((await officer.request.post(`${origin()}/account/notifications`, { form })).status()).toBe(
    403,
  );
});
