import { expect, test } from "vitest";
import { createToken, revokeToken } from "~/domain/identity/commands/tokens.server";
import { API_SCOPES, type ApiScope } from "~/domain/identity/schema";
import { translate } from "~/platform/i18n.server";
import { ENDPOINTS } from "~/web/api/endpoints.server";
import { answerApi } from "~/web/api.server";
import { describeApi } from "~/web/openapi.server";
import { createPerson } from "../../factories/identity";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const contactPoint = (country: string) =>
  createPerson(database, { country, grants: [{ role: "ncpoc", country }] });
const saintLucia = await contactPoint("LC");
const jamaica = await contactPoint("JM");

const tokenOf = async (actor: { personId: string }, scopes: ApiScope[] = [...API_SCOPES]) =>
  (await createToken(actor, { name: "test", scopes, days: 30 })).token;

async function call(path: string, token?: string, init: RequestInit = {}) {
  const headers = new Headers(init.headers);
  if (token) headers.set("Authorization", `Bearer ${token}`);
  const request = new Request(`http://localhost/api/v1${path}`, { ...init, headers });
  const response = await answerApi(ENDPOINTS, request, {
    address: "192.0.2.1",
    t: translate("en"),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const count = {
  populationKey: "first_responders",
  asOfOn: "2026-01-31",
  value: 40,
  method: "payroll",
  source: "Payroll of January",
};

async function statingCount(country: string, token: string) {
  const [population] = await database.sql<{ key: string }>("select key from population limit 1");
  return call(`/countries/${country}/workforce-counts`, token, {
    method: "POST",
    body: JSON.stringify({ ...count, populationKey: population?.key }),
  });
}

test("a call without a token, or with an unknown one, is refused; cookies count for nothing", async () => {
  const cookie = { headers: { Cookie: "breakwater.session_token=anything" } };
  for (const answer of [
    await call("/me"),
    await call("/me", "bw_x"),
    await call("/me", "", cookie),
  ])
    expect(answer).toMatchObject({ status: 401, body: { reason: "token_refused" } });
  expect((await call("/me")).headers.get("Content-Type")).toBe("application/problem+json");
});

test("a token acts as its person", async () => {
  const { status, body } = await call("/me", await tokenOf(saintLucia));
  expect(status).toBe(200);
  expect(body).toMatchObject({ personId: saintLucia.personId, country: "LC" });
});

test("a token allows no more than its scopes", async () => {
  const token = await tokenOf(saintLucia, ["curricula:read"]);
  expect((await call("/curricula", token)).status).toBe(200);
  expect(await call("/matrix", token)).toMatchObject({
    status: 403,
    body: { reason: "insufficient_scope", scope: "evaluations:read" },
  });
});

test("a token allows no more than its person may do", async () => {
  const learner = await createPerson(database, { country: "LC" });
  const answer = await statingCount("LC", await tokenOf(learner));
  expect(answer).toMatchObject({ status: 403, body: { status: 403 } });
});

test("a token of another country reads, states and revokes nothing here", async () => {
  const own = await tokenOf(saintLucia);
  const foreign = await tokenOf(jamaica);
  expect((await statingCount("LC", own)).status).toBe(200);
  expect((await call("/countries/LC/workforce-counts", own)).body.counts).toHaveLength(1);
  expect((await call("/countries/LC/workforce-counts", foreign)).status).toBe(403);
  expect((await call("/countries/LC/evaluation", foreign)).status).toBe(403);
  expect((await statingCount("LC", foreign)).status).toBe(403);
  expect((await call("/countries/LC/awards", foreign)).body).toEqual({ items: [], next: null });
  const matrix = await call("/matrix", foreign);
  const saintLucian = matrix.body.items.filter((row: { country: string }) => row.country === "LC");
  expect(saintLucian.length).toBeGreaterThan(0);
  for (const row of saintLucian) expect(row).toMatchObject({ certified: null, workforce: null });
});

test("a hardship event is declared, looked at and ended over the API, in one's own country only", async () => {
  const own = await tokenOf(saintLucia);
  const today = new Date(Date.now() - 12 * 3_600_000).toISOString().slice(0, 10);
  const body = JSON.stringify({
    ...{ kind: "outage", name: "Cable cut", fromOn: today, expectedToOn: "2099-01-01", months: 2 },
    reason: "The only cable is cut.",
  });
  const declaring = (token: string, text = body) =>
    call("/countries/LC/hardship-events", token, { method: "POST", body: text });
  expect(await declaring(own)).toMatchObject({ status: 422, body: { reason: "too_long" } });
  const right = body.replace("2099-01-01", new Date(Date.now() + 864e5).toISOString().slice(0, 10));
  expect((await declaring(await tokenOf(jamaica), right)).status).toBe(403);
  const preview = { method: "POST", body: right };
  expect((await call("/countries/LC/hardship-previews", own, preview)).body).toEqual({ awards: 0 });
  const { eventId } = (await declaring(own, right)).body;
  expect(await declaring(own, right)).toMatchObject({
    ...{ status: 409, body: { reason: "already_declared" } },
  });
  const end = JSON.stringify({ endedOn: today, reason: "It is mended." });
  const ended = await call(`/hardship-events/${eventId}/end`, own, { method: "POST", body: end });
  expect(ended).toMatchObject({ status: 200, body: { country: "LC" } });
  const { body: list } = await call("/countries/LC/hardship-events", own);
  expect(list.events).toMatchObject([{ id: eventId, to: today, extended: 0 }]);
  expect((await call("/countries/LC/hardship-events", await tokenOf(jamaica))).status).toBe(403);
});

test("a token reads its person's own messages, and nobody else's", async () => {
  await database.sql(
    `insert into message (id, person_id, email, country, branch, kind, topic, locale, subject, body)
     values (gen_random_uuid(), $1, 'x@example.test', 'LC', 'general', 'announcement', 'announcements', 'en', 'Rooms', 'About rooms.')`,
    [saintLucia.personId],
  );
  expect((await call("/my-messages", await tokenOf(saintLucia))).body.items).toMatchObject([
    { subject: "Rooms", state: "kept", hasCalendar: false },
  ]);
  expect((await call("/my-messages", await tokenOf(jamaica))).body.items).toEqual([]);
});

test("an ended or expired token is refused from then on", async () => {
  const made = await createToken(jamaica, { name: "short", scopes: ["curricula:read"], days: 1 });
  expect((await call("/me", made.token)).status).toBe(200);
  await expect(revokeToken(saintLucia, made.id)).rejects.toMatchObject({ code: "not_found" });
  await revokeToken(jamaica, made.id);
  await revokeToken(jamaica, made.id);
  expect((await call("/me", made.token)).status).toBe(401);
  const old = await createToken(jamaica, { name: "old", scopes: ["curricula:read"], days: 1 });
  await database.sql(
    "update api_token set created_at = now() - interval '2 days', expires_at = now() - interval '1 day' where id = $1",
    [old.id],
  );
  expect((await call("/me", old.token)).status).toBe(401);
});

test("the token itself is nowhere in the database", async () => {
  const token = await tokenOf(jamaica);
  const rows = await database.sql("select t::text as row from api_token t");
  expect(JSON.stringify(rows)).not.toContain(token);
});

test("bad input is named field by field; unknown addresses and methods say so", async () => {
  const token = await tokenOf(saintLucia);
  const bad = await call("/countries/LC/workforce-counts", token, {
    method: "POST",
    body: JSON.stringify({ ...count, asOfOn: "31/01/2026", source: "" }),
  });
  expect(bad).toMatchObject({
    status: 422,
    body: { reason: "invalid_fields", fields: { asOfOn: "not_a_day", source: "required" } },
  });
  expect((await call("/nothing", token)).status).toBe(404);
  const wrong = await call("/matrix", token, { method: "POST", body: "{}" });
  expect([wrong.status, wrong.headers.get("Allow")]).toEqual([405, "GET"]);
  expect((await call("/packages?cursor=garbage", await staffToken())).status).toBe(422);
});

async function staffToken(): Promise<string> {
  const staff = await createPerson(database, {
    organisation: "test-academy",
    grants: [{ role: "academy_manager", organisation: "test-academy" }],
  });
  return tokenOf(staff);
}

test("an upload that is no form, or has no file, is refused by name", async () => {
  const token = await staffToken();
  const json = await call("/packages", token, { method: "POST", body: "{}" });
  expect(json).toMatchObject({ status: 422, body: { reason: "upload_broken" } });
  const body = new FormData();
  body.set("organisationId", saintLucia.personId);
  const empty = await call("/packages", token, { method: "POST", body });
  expect(empty).toMatchObject({ status: 422, body: { reason: "file_missing" } });
});

test("lists are read page by page to their end, each item once", async () => {
  const token = await staffToken();
  await database.sql(
    `insert into package (id, title, organisation_id, created_by) select gen_random_uuid(), 'Test bundle ' || n, (select id from organisation where key = 'test-academy'), $1 from generate_series(1, 120) n`,
    [saintLucia.personId],
  );
  await database.sql(
    `insert into package_version (id, package_id, number, standard, edition, content_hash, tree, warnings, file_count, bytes, imported_by)
     select gen_random_uuid(), id, 1, '1.2', '', id::text, '{}', '[]', 1, 1, created_by from package where title like 'Test bundle %'`,
  );
  const seen = new Set<string>();
  let next: string | null = null;
  let pages = 0;
  do {
    const { body } = await call(`/packages${next ? `?cursor=${next}` : ""}`, token);
    for (const item of body.items) seen.add(item.id);
    next = body.next;
    pages++;
  } while (next);
  const [{ total }] = (await database.sql("select count(*)::int as total from package")) as [
    { total: number },
  ];
  expect([seen.size, pages]).toEqual([total, 3]);
});

test("a token that calls without pause is slowed down and told how long", async () => {
  const token = await tokenOf(jamaica);
  const answers = await Promise.all(
    Array.from({ length: 310 }, () => call("/nothing-here", token)),
  );
  expect(answers.every(({ status }) => status === 404)).toBe(true);
  const last = [];
  for (let i = 0; i < 310; i++) last.push((await call("/me", token)).status);
  expect(last.at(-1)).toBe(429);
  expect((await call("/me", token)).headers.get("Retry-After")).toMatch(/^\d+$/);
});

test("the description names every endpoint, its scope and its shapes", () => {
  const document = JSON.parse(JSON.stringify(describeApi(ENDPOINTS)));
  expect(document.openapi).toBe("3.1.0");
  for (const { path, method, id, scope } of ENDPOINTS) {
    const operation = document.paths[path][method.toLowerCase()];
    expect(operation.operationId).toBe(id);
    if (scope) expect(operation.description).toContain(scope);
    expect(operation.responses["200"].content["application/json"].schema.type).toBe("object");
  }
  expect(new Set(ENDPOINTS.map(({ id }) => id)).size).toBe(ENDPOINTS.length);
});
