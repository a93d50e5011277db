/** Cohorts over the API: the same commands, the same refusals, places as the token's person may know them. */
import { expect, test } from "vitest";
import { createToken } from "~/domain/identity/commands/tokens.server";
import type { ApiScope } from "~/domain/identity/schema";
import { translate } from "~/platform/i18n.server";
import { ENDPOINTS } from "~/web/api/endpoints.server";
import { answerApi } from "~/web/api.server";
import { createCurriculum } from "../../factories/assessment";
import { allowDelivery, createAcademy, draftInput } from "../../factories/cohorts";
import { createPerson } from "../../factories/identity";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const academy = await createAcademy(database);
const curriculum = await createCurriculum(database);
const { organisationId } = academy;

const tokenOf = async (
  actor: { personId: string },
  scopes: ApiScope[] = ["cohorts:read", "cohorts:write"],
) => (await createToken(actor, { name: "test", scopes, days: 30 })).token;
const manager = await tokenOf(academy.manager);

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

const plan = { ...draftInput(curriculum), organisationId, seats: 6, quotas: { LC: 2, JM: 1 } };

test("a cohort is drafted, published with its places, read, and cancelled", async () => {
  const draft = await call("/cohorts", manager, plan);
  expect(draft).toMatchObject({ status: 200, body: { code: expect.stringMatching(/-001$/) } });
  const { cohortId } = draft.body;
  const jamaican = await tokenOf(await createPerson(database, { country: "JM" }));
  expect(await call(`/cohorts/${cohortId}`, jamaican)).toMatchObject({ status: 404 });
  expect(await call(`/cohorts/${cohortId}/publication`, manager, {})).toMatchObject({
    ...{ status: 409, body: { reason: "no_delivery_right" } },
  });
  await allowDelivery(database, organisationId, curriculum.key);
  expect((await call(`/cohorts/${cohortId}/publication`, manager, {})).status).toBe(200);
  const seen = await call(`/cohorts/${cohortId}`, jamaican);
  expect(seen.body).toMatchObject({ state: "open", startsOn: plan.startsOn });
  expect(seen.body.places).toEqual([
    { country: "JM", seats: 1, free: 1, released: 0 },
    { country: null, seats: 3, free: 3, released: 0 },
  ]);
  const { items } = (await call("/cohorts?state=open", jamaican)).body;
  expect(items.map(({ id }: { id: string }) => id)).toContain(cohortId);
  const reason = { reason: "No trainer" };
  expect(await call(`/cohorts/${cohortId}/cancellation`, jamaican, reason)).toMatchObject({
    ...{ status: 403, body: { reason: "not_academy_manager" } },
  });
  expect((await call(`/cohorts/${cohortId}/cancellation`, manager, reason)).body).toEqual({
    settled: 0,
  });
});

test("what does not fit together is named field by field", async () => {
  const answer = await call("/cohorts", manager, { ...plan, seats: 2, endsOn: null });
  expect(answer).toMatchObject({ status: 422, body: { reason: "invalid_fields" } });
  expect(answer.body.fields).toEqual({ endsOn: "end_missing", seats: "quotas_exceed_seats" });
});

test("a token for reading drafts nothing", async () => {
  const reader = await tokenOf(academy.manager, ["cohorts:read"]);
  expect(await call("/cohorts", reader, plan)).toMatchObject({
    ...{ status: 403, body: { reason: "insufficient_scope", scope: "cohorts:write" } },
  });
});
