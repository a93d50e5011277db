/** Sessions and attendance over the API: the same commands, the same refusals, the same reach. */
import { expect, test } from "vitest";
import { createToken } from "~/domain/identity/commands/tokens.server";
import type { ApiScope } from "~/domain/identity/schema";
import { translate } from "~/platform/i18n.server";
import { ENDPOINTS } from "~/web/api/endpoints.server";
import { answerApi } from "~/web/api.server";
import { book, createTraining } from "../../factories/sessions";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const training = await createTraining(database);
const ann = await book(database, training, { fullName: "Ann Able" });
const tokenOf = async (
  actor: { personId: string },
  scopes: ApiScope[] = ["cohorts:read", "cohorts:write"],
) => (await createToken(actor, { name: "test", scopes, days: 30 })).token;
const instructor = await tokenOf(training.instructor);
const learner = await tokenOf(ann.actor);
const stranger = await tokenOf((await createTraining(database)).manager);
const at = `/cohorts/${training.cohortId}`;

async function call(path: string, token: string, body?: unknown) {
  const request = new Request(`http://localhost/api/v1${path}`, {
    ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
    headers: { Authorization: `Bearer ${token}` },
  });
  const response = await answerApi(ENDPOINTS, request, {
    ...{ address: "192.0.2.1", t: translate("en") },
  });
  return { status: response.status, body: await response.json() };
}

const plan = {
  ...{ title: "Opening", zone: "America/Nassau", startsOn: "2020-03-12" },
  ...{ startTime: "09:00", endTime: "12:00", joiningLink: "https://meet.example.test/a" },
};

test("a session is scheduled with its warnings, changed, marked and cancelled", async () => {
  const refused = await call(`${at}/sessions`, instructor, plan);
  expect(refused).toMatchObject({ status: 409, body: { reason: "clashes" } });
  expect(refused.body.warnings).toMatchObject([{ kind: "outside_dates" }]);
  const made = await call(`${at}/sessions`, instructor, { ...plan, saveAnyway: true });
  const [sessionId] = made.body.sessionIds;
  const session = `${at}/sessions/${sessionId}`;
  const renamed = { ...plan, title: "Renamed", saveAnyway: true };
  expect(await call(session, instructor, renamed)).toMatchObject({ body: { changed: true } });
  expect(await call(session, instructor, renamed)).toMatchObject({
    ...{ status: 409, body: { reason: "changed_meanwhile" } },
  });
  const { body } = await call(`${at}/sessions`, instructor);
  expect(body.sessions).toMatchObject([
    { title: "Renamed", startsAt: "2020-03-12T13:00:00.000Z", revision: 1, state: "over" },
  ]);
  const row = { who: ann.email, session: "1", mark: "partial", minutes: 90 };
  const write = () => call(`${at}/attendance`, instructor, { rows: [row] });
  expect((await write()).body).toEqual({ new: 1, same: 0, correction: 0 });
  expect((await write()).body).toEqual({ new: 0, same: 1, correction: 0 });
  const { body: table } = await call(`${at}/attendance`, instructor);
  expect(table.rows).toMatchObject([{ fullName: "Ann Able", attended: 90, total: 180 }]);
  const reason = { reason: "hurricane" };
  expect((await call(`${session}/cancellation`, instructor, reason)).status).toBe(200);
});

test("a time that does not exist is refused at its field, with a sentence", async () => {
  const skipped = { ...plan, startsOn: "2027-03-14", startTime: "02:30" };
  const { status, body } = await call(`${at}/sessions`, instructor, skipped);
  expect(status).toBe(422);
  expect(body).toMatchObject({ reason: "time_skipped" });
  expect(JSON.stringify(body)).toContain("does not exist");
});

test("rows with problems are named and nothing is written", async () => {
  const rows = [{ who: "nobody@example.test", session: "1", mark: "present" }];
  expect(await call(`${at}/attendance`, instructor, { rows })).toMatchObject({
    ...{ status: 409, body: { problems: [{ line: 1, problem: "unknown_person" }] } },
  });
});

test("a learner reads their own sessions; the timetable and attendance are the academy's", async () => {
  const { body } = await call("/my-sessions", learner);
  expect(body).toMatchObject({ coming: [], past: [] });
  for (const path of [`${at}/sessions`, `${at}/attendance`])
    for (const token of [learner, stranger])
      expect(await call(path, token)).toMatchObject({
        ...{ status: 403, body: { reason: "may_not_teach" } },
      });
});

test("writing needs the scope", async () => {
  const reader = await tokenOf(training.instructor, ["cohorts:read"]);
  expect((await call(`${at}/sessions`, reader, plan)).status).toBe(403);
});
