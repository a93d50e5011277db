import { expect, it } from "vitest";
import { withActor, withoutActor } from "~/platform/db/doors.server";
import { testDatabase } from "../../setup";

const database = await testDatabase();

it("nobody sees a person", async () => {
  expect(await withoutActor("test", (db) => db.person.count())).toBe(0);
});
it("refuses an unknown person", async () => {
  await expect(
    withActor({ personId: "00000000-0000-7000-8000-000000000000" }, async () => 1),
  ).rejects.toThrow();
  expect(database.name).toContain("test_");
});
