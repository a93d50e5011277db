/** The player's shells on the content origin: each standard has its own, and a slow link carries each script once. */
import { execFileSync } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { contentApplication } from "~/server/content";
import { httpGet } from "./http-get";

let server: Server;

beforeAll(async () => {
  execFileSync(process.execPath, ["app/player/build.mjs"]);
  server = createServer(contentApplication());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(() => server.close());

const ask = (path: string, headers: Record<string, string> = {}) =>
  httpGet((server.address() as AddressInfo).port, path, { headers });

async function scriptOf(standard: string): Promise<string> {
  const { status, headers, body } = await ask(`/_bw/shell-${standard}`);
  expect([status, headers["cache-control"]]).toEqual([200, "no-cache"]);
  return /src="([^"]+)"/.exec(body.toString())?.[1] ?? "";
}

it.each(["1.2", "2004"])(
  "the script of %s is kept for a year at an address that names its contents",
  async (standard) => {
    const script = await scriptOf(standard);
    expect(script).toMatch(/^[/]_bw[/]shell-[\d.]+-[A-Z0-9]{8}[.]js$/);
    const { status, headers } = await ask(script);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "cache-control": "public,max-age=31536000,immutable",
      "content-type": "text/javascript",
      "x-content-type-options": "nosniff",
    });
    expect(headers["content-security-policy"]).toContain("default-src 'self'");
    expect(headers.vary).toContain("Accept-Encoding");
  },
);

it("each is compressed as far as the browser understands", async () => {
  const script = await scriptOf("1.2");
  const plain = await ask(script);
  const gzip = await ask(script, { "accept-encoding": "gzip" });
  const brotli = await ask(script, { "accept-encoding": "gzip, br" });
  expect([plain, gzip, brotli].map(({ headers }) => headers["content-encoding"])).toEqual([
    ...[undefined, "gzip", "br"],
  ]);
  expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
  expect(brotli.body.length).toBeLessThan(gzip.body.length);
});

it("a lesson of one standard does not carry the other's run-time", async () => {
  const [script12, script2004] = await Promise.all(["1.2", "2004"].map(scriptOf));
  const [small, large] = await Promise.all(
    [script12, script2004].map(async (script = "") => (await ask(script)).body),
  );
  const says = (word: string) => [small, large].map((body) => body?.includes(word));
  expect(says("LMSInitialize")).toEqual([true, false]);
  expect(says("adl.nav.request")).toEqual([false, true]);
  const compressed = await ask(script12 ?? "", { "accept-encoding": "br" });
  expect(compressed.body.length).toBeLessThan(32_000);
});

it("the script of another build is not there, and no browser keeps that", async () => {
  const { status, headers } = await ask("/_bw/shell-2004-AAAAAAAA.js");
  expect([status, headers["cache-control"]]).toEqual([404, "no-store"]);
});
