import type { Request, Response } from "express";
import { describe, expect, it } from "vitest";
import { refuseForeignWrites } from "./headers";

/** Whether a POST passes, and with which cookie. */
function post(path: string, headers: Record<string, string>) {
  const request = { method: "POST", path, headers: { cookie: "session", ...headers } };
  let passed = false;
  const refusal = { status: () => refusal, type: () => refusal, send: () => refusal };
  refuseForeignWrites(request as unknown as Request, refusal as unknown as Response, () => {
    passed = true;
  });
  return { passed, cookie: (request.headers as Record<string, string | undefined>).cookie };
}
const link = `/unsubscribe/${"a".repeat(26)}`;

describe("a write from elsewhere", () => {
  it("is refused", () => {
    expect(post("/account", { "sec-fetch-site": "cross-site" }).passed).toBe(false);
    expect(post("/account", {}).passed).toBe(false);
    for (const origin of ["null", "", "nonsense", "http://elsewhere.example"])
      expect(post("/account", { origin, host: "localhost" }).passed).toBe(false);
    expect(post(`${link}/more`, {}).passed).toBe(false);
  });
  it("passes for an unsubscribe link, as nobody: the code is its authority", () => {
    expect(post(link, {})).toEqual({ passed: true, cookie: undefined });
    expect(post(link, { "sec-fetch-site": "cross-site" })).toEqual({
      ...{ passed: true, cookie: undefined },
    });
  });
});
