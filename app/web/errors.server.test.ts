import { expect, it } from "vitest";
import { forbidden } from "~/domain/kernel/errors";
import { errorResponse } from "./errors.server";

it("a form that is refused for good keeps what was typed on the error page, never a password", () => {
  const typed = { "note.scene": "Taped off first", "mark.scene": "3", newPassword: "hunter2" };
  const { data, init } = errorResponse(forbidden("may_not_mark"), typed);
  expect(init?.status).toBe(403);
  expect(data).toMatchObject({
    ...{ code: "forbidden", reason: "may_not_mark" },
    typed: { "note.scene": "Taped off first", "mark.scene": "3" },
  });
  expect(JSON.stringify(data)).not.toContain("hunter2");
});
