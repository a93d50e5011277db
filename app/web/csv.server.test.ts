import { expect, it } from "vitest";
import { csvResponse } from "./csv.server";

it("a no is told from what nobody knows, and a formula is only text", async () => {
  const response = csvResponse("seats", [
    { name: "=HYPERLINK(1)", seat: true },
    { name: "b", seat: false },
    { name: "c", seat: null },
  ]);
  expect((await response.text()).split("\n")).toEqual([
    ...["name,seat", "'=HYPERLINK(1),1", "b,0", "c,", ""],
  ]);
});
