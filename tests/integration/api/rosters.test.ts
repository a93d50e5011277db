/** Nominations and rosters over the API: the same rules as in the pages, and nothing of another country's. */
import { beforeAll, expect, test } from "vitest";
import { applyRosterAfter } from "~/domain/cohorts/commands/apply-roster.server";
import { createToken } from "~/domain/identity/commands/tokens.server";
import type { ApiScope } from "~/domain/identity/schema";
import { translate } from "~/platform/i18n.server";
import { ENDPOINTS } from "~/web/api/endpoints.server";
import { answerApi } from "~/web/api.server";
import { describeApi } from "~/web/openapi.server";
import { createAcademy, createCohort } from "../../factories/cohorts";
import { createPerson } from "../../factories/identity";
import { csvFile } from "../../factories/rosters";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const academy = await createAcademy(database);
const contactPoint = (country: string) =>
  createPerson(database, { country, grants: [{ role: "ncpoc", country }] });
const jamaican = await contactPoint("JM");
const haitian = await contactPoint("HT");

const tokenOf = async (
  actor: { personId: string },
  scopes: ApiScope[] = ["cohorts:read", "cohorts:write"],
) => (await createToken(actor, { name: "test", scopes, days: 30 })).token;
const manager = await tokenOf(academy.manager);
const jamaica = await tokenOf(jamaican);
const haiti = await tokenOf(haitian);

async function send(method: string, path: string, token: string, body?: BodyInit) {
  const request = new Request(`http://localhost/api/v1${path}`, {
    ...{ method, body, headers: { Authorization: `Bearer ${token}` } },
  });
  const response = await answerApi(ENDPOINTS, request, {
    ...{ address: "192.0.2.1", t: translate("en") },
  });
  return { status: response.status, body: await response.json() };
}
const get = (path: string, token: string) => send("GET", path, token);
const post = (path: string, token: string, body: unknown = {}) =>
  send("POST", path, token, JSON.stringify(body));
const uploadTo = (cohortId: string, token: string, bytes: Buffer, fields = {}) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
  form.set("file", new File([new Uint8Array(bytes)], "people.csv"));
  return send("POST", `/cohorts/${cohortId}/rosters`, token, form);
};

let cohortId: string;
beforeAll(async () => {
  ({ cohortId } = await createCohort(database, { academy }));
});

const ben = {
  ...{ fullName: "Ben Charles", email: "ben@x.test", country: "JM" },
  professionKey: "investigator",
};

test("a contact point nominates one of their own, again without effect, and withdraws them", async () => {
  const path = `/cohorts/${cohortId}/nominations`;
  const first = await post(path, jamaica, ben);
  expect(first).toMatchObject({ status: 200, body: { outcome: "added", status: "booked" } });
  expect((await post(path, jamaica, ben)).body).toMatchObject({ outcome: "unchanged" });
  expect(await post(path, haiti, ben)).toMatchObject({ body: { reason: "may_not_nominate" } });
  const mine = `/nominations/${first.body.nominationId}`;
  expect(await send("DELETE", `${mine}?reason=Ill+this+week`, haiti)).toMatchObject({
    ...{ status: 404, body: { reason: "unknown_nomination" } },
  });
  expect(await send("DELETE", mine, jamaica)).toMatchObject({ status: 422 });
  expect((await send("DELETE", `${mine}?reason=Ill+this+week`, jamaica)).status).toBe(200);
  const { items } = (await get(`${path}?status=withdrawn`, jamaica)).body;
  expect(items).toMatchObject([{ email: "ben@x.test", status: "withdrawn" }]);
});

test("a roster goes from file to nominations: columns, corrections, answers, application", async () => {
  const lines = [
    "ada@x.test,Ada Laurent,LC,Investigator,,F",
    "cy at x.test,Cy James,LC,Investigator,,M",
    '"ada.laurent@y.test","Laurent, Ada",LC,Investigator,,F',
  ];
  const uploaded = await uploadTo(cohortId, manager, csvFile(lines));
  expect(uploaded).toMatchObject({
    status: 200,
    body: { status: "review", counts: { ready: 1, problem: 1, question: 1 } },
  });
  const roster = `/rosters/${uploaded.body.id}`;
  const problems = await get(`${roster}?state=problem`, manager);
  expect(problems.body.rows).toMatchObject([
    { line: 3, problems: [{ field: "email", reason: "not_an_email" }] },
  ]);
  const questions = await get(`${roster}?state=question`, manager);
  expect(questions.body.rows[0].possibleDuplicates).toMatchObject([{ line: 2, kind: "name" }]);
  const corrected = await post(`${roster}/corrections`, manager, {
    rows: [{ line: 3, fixes: { email: "cy@x.test" } }],
  });
  expect(corrected.body.counts).toEqual({ ready: 2, question: 1 });
  const answered = await post(`${roster}/answers`, manager, {
    rows: [{ line: 4, answer: "skip" }],
  });
  expect(answered.body.counts).toEqual({ ready: 2, skipped: 1 });
  const applying = await post(`${roster}/application`, manager);
  expect(applying.body).toMatchObject({ status: "applying", applied: 0 });
  await applyRosterAfter({
    ...{ importId: uploaded.body.id, personId: academy.manager.personId },
  });
  const done = await get(roster, manager);
  expect(done.body).toMatchObject({
    ...{ status: "done", applied: 2, counts: { added: 2, skipped: 1 } },
    outcome: [{ status: "booked", count: 2 }],
  });
  expect(await post(`${roster}/application`, manager)).toMatchObject({
    ...{ status: 409, body: { reason: "nothing_to_apply" } },
  });
});

test("a file whose headings say nothing waits for its columns, and can be given up", async () => {
  const strange = csvFile(["ada@x.test,Ada Laurent"], "A1,B1");
  const uploaded = await uploadTo(cohortId, manager, strange);
  expect(uploaded.body).toMatchObject({ status: "mapping", headers: ["A1", "B1"] });
  const roster = `/rosters/${uploaded.body.id}`;
  const columns = { email: 0, fullName: 1 };
  expect(await post(`${roster}/mapping`, manager, { columns })).toMatchObject({
    ...{ status: 422, body: { reason: "column_required", field: "columns.country" } },
  });
  const defaults = { country: "LC", profession: "investigator" };
  const matched = await post(`${roster}/mapping`, manager, { columns, defaults });
  expect(matched.body).toMatchObject({ status: "review" });
  expect((await send("DELETE", roster, manager)).body).toMatchObject({ status: "cancelled" });
});

test("a token of another country, or of a learner, sees and changes nothing of a roster", async () => {
  const mine = await uploadTo(
    cohortId,
    jamaica,
    csvFile(["dee@x.test,Dee Francis,JM,Investigator,,F"]),
    { country: "JM" },
  );
  expect(mine.body).toMatchObject({ status: "review", country: "JM" });
  const learner = await tokenOf(await createPerson(database, { country: "JM" }));
  for (const stranger of [haiti, manager, learner]) {
    const roster = `/rosters/${mine.body.id}`;
    expect((await get(roster, stranger)).status).toBe(404);
    expect((await post(`${roster}/application`, stranger)).status).toBe(404);
    expect((await post(`${roster}/corrections`, stranger, { rows: [] })).status).toBe(404);
    expect((await send("DELETE", roster, stranger)).status).toBe(404);
  }
  const file = csvFile(["dee@x.test,Dee Francis,JM,Investigator,,F"]);
  expect((await uploadTo(cohortId, haiti, file, { country: "JM" })).status).toBe(403);
  expect((await uploadTo(cohortId, haiti, file)).status).toBe(403);
  const seen = await get(`/cohorts/${cohortId}/nominations`, haiti);
  expect(seen.body).toEqual({ items: [], next: null });
  expect((await get(`/cohorts/${cohortId}/nominations`, learner)).status).toBe(403);
});

test("a judge on the roster is not among what the country's contact point lists", async () => {
  const { cohortId: judges } = await createCohort(database, { academy });
  const uploaded = await uploadTo(
    judges,
    manager,
    csvFile([
      "judge@x.test,Jo Justice,JM,Superior court judge,,F",
      "ivy@x.test,Ivy Brown,JM,Investigator,,F",
    ]),
  );
  await post(`/rosters/${uploaded.body.id}/application`, manager);
  await applyRosterAfter({
    ...{ importId: uploaded.body.id, personId: academy.manager.personId },
  });
  const emails = async (token: string) =>
    (await get(`/cohorts/${judges}/nominations`, token)).body.items.map(
      ({ email }: { email: string }) => email,
    );
  expect(await emails(manager)).toEqual(["ivy@x.test", "judge@x.test"]);
  expect(await emails(jamaica)).toEqual(["ivy@x.test"]);
});

test("a token needs the scope, and the description says so and what an upload carries", async () => {
  const reading = await tokenOf(academy.manager, ["cohorts:read"]);
  expect(await uploadTo(cohortId, reading, csvFile([]))).toMatchObject({
    ...{ status: 403, body: { reason: "insufficient_scope", scope: "cohorts:write" } },
  });
  const document = JSON.parse(JSON.stringify(describeApi(ENDPOINTS)));
  const upload = document.paths["/cohorts/{cohortId}/rosters"].post.requestBody;
  expect(upload.content["multipart/form-data"].schema).toMatchObject({
    ...{ required: ["file"], properties: { country: { type: "string" } } },
  });
});

test("a bad file is refused with a sentence that says what is safe", async () => {
  const answer = await uploadTo(cohortId, manager, Buffer.from("just one column\nx\n"));
  expect(answer).toMatchObject({
    status: 422,
    body: { reason: "one_column", detail: expect.stringContaining("Nothing was kept") },
  });
  const large = await uploadTo(cohortId, manager, Buffer.alloc(6 * 1024 * 1024, "a,b\n"));
  expect(large).toMatchObject({ status: 422, body: { reason: "upload_too_large", megabytes: 5 } });
});
