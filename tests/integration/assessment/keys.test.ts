import { expect, test } from "vitest";
import { testDatabase } from "../../setup";

const database = await testDatabase();

test("the application's role cannot read the keys of items, in any column", async () => {
  for (const column of ["item_id", "answer", "rationale", "count(*)"]) {
    await expect(database.sqlAs("app", `select ${column} from item_key`)).rejects.toThrow(
      "permission denied",
    );
  }
});
