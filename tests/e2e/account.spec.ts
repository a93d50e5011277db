/** What a person decides about their own account. */
import { expect } from "@playwright/test";
import { origin, signInAnew } from "./steps";
import { test } from "./test";

test("ending all other sign-ins leaves a person signed in here and nowhere else", async ({
  browser,
}) => {
  const elsewhere = await signInAnew(browser, "auditor");
  const here = await signInAnew(browser, "auditor");
  await here.goto(`${origin()}/account`);
  await here.getByRole("button", { name: "End all others" }).click();
  await expect(here.getByText("You are signed in here and nowhere else.")).toBeVisible();
  await expect(here.getByRole("button", { name: "End all others" })).toBeHidden();
  await elsewhere.goto(`${origin()}/my-learning`);
  await expect(elsewhere.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
});
