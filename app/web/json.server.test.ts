import { expect, it } from "vitest";
import { readAtMost } from "./json.server";

const post = (body: BodyInit, headers = {}) =>
  new Request("http://localhost/learn/commits", {
    ...{ method: "POST", body, headers, duplex: "half" },
  } as RequestInit);

const endless = () =>
  new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(64_000)) });

it("reads a body up to its limit", async () => {
  expect(await readAtMost(post("é".repeat(500)), 1000)).toBe("é".repeat(500));
  expect(await readAtMost(post(""), 1000)).toBe("");
});

it("gives up on a longer one without reading it all, whatever its headers say", async () => {
  expect(await readAtMost(post("é".repeat(501)), 1000)).toBeNull();
  expect(await readAtMost(post(endless()), 1_000_000)).toBeNull();
});
