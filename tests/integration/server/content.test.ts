/** What media players and caches ask of the content origin: ranges, validators and heads (RFC 9110 §13, §14). */
import { randomBytes } from "node:crypto";
import { readdirSync, readlinkSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/kernel/actor";
import { previewPackage } from "~/domain/learning/commands/preview-package.server";
import { contentCapability } from "~/domain/learning/commands.server";
import { importPackageFile } from "~/domain/packages/commands.server";
import { closeContentPool } from "~/platform/db/content.server";
import { contentApplication } from "~/server/content";
import { createPerson, ensureOrganisation } from "../../factories/identity";
import { writePackage } from "../../fixtures/package";
import { testDatabase } from "../../setup";
import { httpGet } from "./http-get";

const database = await testDatabase();
const MANIFEST = `<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"><organizations default="o"><organization identifier="o"><title>Film</title><item identifier="i" identifierref="r"><title>A</title></item></organization></organizations><resources><resource identifier="r" type="webcontent" href="index.html"/></resources></manifest>`;
const FILM = Array.from({ length: 100 }, (_value, index) => `${index}`.padStart(10, "0")).join("");

const WORDS = "const words = 'the same again and again';\n".repeat(200);

let server: Server;
let host: string;
let at: string;

beforeAll(async () => {
  const manager: Actor = await createPerson(database, {
    grants: [{ role: "academy_manager", organisation: "film-academy" }],
  });
  const { packageId } = await importPackageFile(manager, {
    organisationId: await ensureOrganisation(database, "film-academy"),
    filePath: await writePackage("film", {
      "imsmanifest.xml": MANIFEST,
      "index.html": "<p>x</p>",
      "words.js": WORDS,
      "long.mp4": randomBytes(8_000_000),
      "film.mp4": FILM,
      "empty.txt": "",
    }),
  });
  const { registrationId } = await previewPackage(manager, packageId);
  const [row] = await database.sql<{ label: string }>(
    "select content_label as label from registration where id = $1",
    [registrationId],
  );
  host = `${row?.label}.localhost`;
  at = `/${contentCapability(registrationId)}`;
  server = createServer(contentApplication());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(async () => {
  server.close();
  await closeContentPool();
});

const ask = async (
  headers: Record<string, string> = {},
  { method = "GET", path = "/film.mp4" } = {},
) => {
  const { port } = server.address() as AddressInfo;
  const asked = { method, headers: { host, ...headers } };
  const { body, ...answer } = await httpGet(port, at + path, asked);
  return { ...answer, bytes: body, body: body.toString("latin1") };
};

describe("media on the content origin", () => {
  it("is kept by its browser for ever under a strong validator, and comes whole when nothing is asked", async () => {
    const { status, headers, body } = await ask();
    expect({ status, body }).toEqual({ status: 200, body: FILM });
    expect(headers).toMatchObject({
      "accept-ranges": "bytes",
      "cache-control": "private, max-age=31536000, immutable",
      "content-type": "video/mp4",
      "content-length": "1000",
    });
    expect(headers.etag).toMatch(/^"[0-9a-f]{64}"$/);
  });

  it.each([
    ["bytes=0-9", "bytes 0-9/1000", FILM.slice(0, 10)],
    ["bytes=990-", "bytes 990-999/1000", FILM.slice(990)],
    ["bytes=990-4000", "bytes 990-999/1000", FILM.slice(990)],
    ["bytes=-10", "bytes 990-999/1000", FILM.slice(990)],
    ["bytes=-4000", "bytes 0-999/1000", FILM],
    ["bytes=999-999", "bytes 999-999/1000", FILM.slice(999)],
  ])("%s is answered with exactly that", async (range, contentRange, body) => {
    const answer = await ask({ range });
    expect(answer.status).toBe(206);
    expect(answer.headers["content-range"]).toBe(contentRange);
    expect(answer.headers["content-length"]).toBe(String(body.length));
    expect(answer.body).toBe(body);
  });

  it.each(["bytes=1000-", "bytes=5000-6000", "bytes=-0"])("%s lies outside", async (range) => {
    const { status, headers } = await ask({ range });
    expect({ status, range: headers["content-range"], kept: headers["cache-control"] }).toEqual({
      ...{ status: 416, range: "bytes */1000", kept: "no-store" },
    });
  });

  it.each(["bytes=9-3", "bytes=0-1,5-6", "items=0-1", "bytes=-", "bytes=a-b", "0-9"])(
    "%s is answered with the whole file",
    async (range) => {
      const { status, body } = await ask({ range });
      expect({ status, body }).toEqual({ status: 200, body: FILM });
    },
  );

  it("a range of another version's file is answered with this version whole", async () => {
    const etag = String((await ask()).headers.etag);
    const answers = await Promise.all(
      [etag, `W/${etag}`, '"another"', "Wed, 21 Oct 2015 07:28:00 GMT"].map(async (ifRange) => {
        const { status, body } = await ask({ range: "bytes=0-9", "if-range": ifRange });
        return [status, body.length];
      }),
    );
    expect(answers).toEqual([[206, 10], ...[1, 2, 3].map(() => [200, 1000])]);
  });

  it("what a browser has already is not sent again, however it says so", async () => {
    const etag = String((await ask()).headers.etag);
    for (const tags of [etag, `"other", ${etag}`, `W/${etag}`, "*"]) {
      const { status, headers, body } = await ask({ "if-none-match": tags });
      expect({ tags, status, body }).toEqual({ tags, status: 304, body: "" });
      expect(headers.etag).toBe(etag);
    }
    expect((await ask({ "if-none-match": '"other"' })).status).toBe(200);
    expect((await ask({ "if-none-match": etag, range: "bytes=0-9" })).status).toBe(304);
  });

  it("a head says what a get would, without the bytes", async () => {
    const whole = await ask({}, { method: "HEAD" });
    expect([whole.status, whole.headers["content-length"], whole.body]).toEqual([200, "1000", ""]);
    const part = await ask({ range: "bytes=-10" }, { method: "HEAD" });
    expect([part.status, part.headers["content-length"], part.body]).toEqual([206, "10", ""]);
  });

  it("an empty file has no range", async () => {
    expect((await ask({}, { path: "/empty.txt" })).status).toBe(200);
    expect((await ask({ range: "bytes=0-0" }, { path: "/empty.txt" })).status).toBe(416);
  });

  it.each(["/%00", "/film.mp4%00.png", "/../film.mp4"])(
    "what is no name of a file is not found: %s",
    async (path) => {
      expect((await ask({}, { path })).status).toBe(404);
    },
  );

  it("another registration's origin and other methods get nothing", async () => {
    expect((await ask({ host: `${"a".repeat(26)}.localhost` })).status).toBe(404);
    expect((await ask({}, { method: "POST" })).status).toBe(405);
  });
});

describe("text on the content origin", () => {
  const path = "/words.js";

  it.each([
    ["gzip", gunzipSync],
    ["br", brotliDecompressSync],
  ] as const)("travels as %s to a browser that understands it", async (coding, unpack) => {
    const { status, headers, bytes } = await ask({ "accept-encoding": coding }, { path });
    expect([status, headers["content-encoding"], headers.vary]).toEqual([
      ...[200, coding, "Accept-Encoding"],
    ]);
    expect(bytes.length).toBeLessThan(WORDS.length / 10);
    expect(unpack(bytes).toString()).toBe(WORDS);
    expect(headers["cache-control"]).toBe("private, max-age=31536000, immutable");
    // the same file in another coding is not the same bytes
    expect(headers.etag).toMatch(/^W[/]"[0-9a-f]{64}"$/);
  });

  it("travels as it is to any other, and says that it depends", async () => {
    const { headers, body } = await ask({}, { path });
    expect(headers["content-encoding"]).toBeUndefined();
    expect(headers).toMatchObject({
      "content-length": String(WORDS.length),
      vary: "Accept-Encoding",
    });
    expect(body).toBe(WORDS);
  });

  it("a browser that has it in whatever coding does not get it again", async () => {
    const etag = String((await ask({ "accept-encoding": "br" }, { path })).headers.etag);
    for (const coding of ["br", "gzip", "identity"]) {
      const { status, headers, body } = await ask(
        { "accept-encoding": coding, "if-none-match": etag },
        { path },
      );
      expect({ status, body, etag: headers.etag }).toEqual({ status: 304, body: "", etag });
    }
  });

  it("a range is of the file as it is, and none is taken for a part of a coded one", async () => {
    const range = { "accept-encoding": "br, gzip", range: "bytes=6-10" };
    const part = await ask(range, { path });
    expect(part.headers["content-encoding"]).toBeUndefined();
    expect([part.status, part.body, part.headers["content-range"]]).toEqual([
      ...[206, "words", `bytes 6-10/${WORDS.length}`],
    ]);
    const etag = String(part.headers.etag);
    const whole = await ask({ ...range, "if-range": etag }, { path });
    expect([whole.status, brotliDecompressSync(whole.bytes).toString()]).toEqual([200, WORDS]);
  });

  it("a film is not compressed, nor what is too short to gain", async () => {
    for (const short of ["/film.mp4", "/index.html"]) {
      const { headers } = await ask({ "accept-encoding": "br" }, { path: short });
      expect(headers["content-encoding"]).toBeUndefined();
    }
  });
});

it("a learner who goes away in the middle of a file leaves none open", async () => {
  const { port } = server.address() as AddressInfo;
  const open = () =>
    readdirSync("/proc/self/fd").filter((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).includes("/objects/");
      } catch {
        return false;
      }
    }).length;
  for (let time = 0; time < 5; time++)
    await new Promise<void>((resolve, reject) => {
      request({ host: "127.0.0.1", port, path: `${at}/long.mp4`, headers: { host } }, (response) =>
        response.once("data", () => response.destroy()).once("close", resolve),
      )
        .on("error", reject)
        .end();
    });
  await expect.poll(open).toBe(0);
});
