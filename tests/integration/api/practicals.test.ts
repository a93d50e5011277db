/** Practicals over the API: two assessors mark alone, cohorts assign them, and nobody else finds or does anything. */
import { expect, test } from "vitest";
import { createToken } from "~/domain/identity/commands/tokens.server";
import { API_SCOPES, type ApiScope } from "~/domain/identity/schema";
import { newId } from "~/domain/kernel/ids";
import { translate } from "~/platform/i18n.server";
import { ENDPOINTS } from "~/web/api/endpoints.server";
import { answerApi } from "~/web/api.server";
import { describeApi } from "~/web/openapi.server";
import {
  createAssessedCohort,
  createCurriculum,
  createLearner,
  type Learner,
} from "../../factories/assessment";
import { createPerson, disclose } from "../../factories/identity";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const ACADEMY = "api-practicals";
const curriculum = await createCurriculum(database, { assessors: 2 });
const staff = (role: "assessor" | "academy_manager" | "instructor", organisation = ACADEMY) =>
  createPerson(database, { fullName: `The ${role}`, grants: [{ role, organisation }] });
const tokenOf = async (actor: { personId: string }, scopes: ApiScope[] = [...API_SCOPES]) =>
  (await createToken(actor, { name: "test", scopes, days: 30 })).token;

const assessors = [await staff("assessor"), await staff("assessor"), await staff("assessor")];
const [first, second, third] = assessors as [(typeof assessors)[0], ...typeof assessors];
const [ann = "", bob = "", cid = ""] = await Promise.all(assessors.map((one) => tokenOf(one)));
const manager = await tokenOf(await staff("academy_manager"));
const elsewhere = await tokenOf(await staff("instructor", "api-practicals-elsewhere"));
const foreignContact = await tokenOf(
  await createPerson(database, { country: "JM", grants: [{ role: "ncpoc", country: "JM" }] }),
);

async function call(path: string, token: string, init: RequestInit = {}) {
  const request = new Request(`http://localhost/api/v1${path}`, {
    ...init,
    headers: { Authorization: `Bearer ${token}` },
  });
  const response = await answerApi(ENDPOINTS, request, {
    ...{ address: "192.0.2.1", t: translate("en") },
  });
  return { status: response.status, body: await response.json() };
}
const post = (path: string, token: string, body: unknown) =>
  call(path, token, { method: "POST", body: JSON.stringify(body) });

async function candidate(): Promise<Learner & { at: string }> {
  const learner = await createLearner(database, curriculum, { country: "LC" });
  await disclose(database, learner.actor.personId, ACADEMY, ["name", "practical"]);
  return { ...learner, at: `/practicals/${learner.enrolmentId}/${curriculum.practicalId}` };
}
const marking = (custody: 0 | 3, more: object = {}) => ({
  ...{ assessmentId: newId(), observedOn: "2026-01-15" },
  marks: [
    { criterion: "safety", mark: 3 },
    { criterion: "custody", mark: custody, note: "the form" },
  ],
  ...more,
});
const signature = (custody: 0 | 3, more: object = {}) =>
  marking(custody, { confirmed: true, ...more });

test("two assessors mark alone: the second reads nothing of the first before signing", async () => {
  const { at, enrolmentId } = await candidate();
  const row = async () => {
    const { body } = await call("/practicals", bob);
    return body.items.find((item: { enrolmentId: string }) => item.enrolmentId === enrolmentId);
  };
  expect(await row()).toMatchObject({ state: "to_mark", signedBy: [] });
  expect(await post(`${at}/consideration`, ann, marking(3))).toMatchObject({
    body: { outcome: "passed", points: 6, outOf: 6 },
  });
  expect((await call(at, ann)).body).toMatchObject({ state: "unsigned", part: "evaluation" });
  const signed = signature(3, { part: "evaluation" });
  for (let time = 0; time < 2; time++)
    expect(await post(`${at}/signatures`, ann, signed)).toMatchObject({
      ...{ status: 200, body: { state: "waiting", outcome: "passed" } },
    });
  expect(await row()).toMatchObject({ state: "second_mark", signedBy: ["The assessor"] });
  expect((await call(at, bob)).body).toMatchObject({
    ...{ state: "waiting", part: "final", mayMark: true, history: [] },
    signers: [{ part: "evaluation", assessor: "The assessor" }],
  });
  const own = await call(at, ann);
  expect(own.body.history).toMatchObject([{ isOwn: true, outcome: "passed", marks: [{}, {}] }]);
  expect(await post(`${at}/signatures`, bob, signature(0))).toMatchObject({
    body: { state: "disputed", outcome: "failed" },
  });
  const { body: both } = await call(at, bob);
  expect(both.history.map((one: { outcome: string }) => one.outcome)).toEqual(["failed", "passed"]);
  expect(both).toMatchObject({ obstacle: "moderator_signed" });
  const refused = await post(`${at}/signatures`, bob, signature(3, { reason: "I was wrong." }));
  expect(refused).toMatchObject({ status: 403, body: { reason: "moderator_signed" } });
  expect(refused.body.detail).toContain("a third person decides");
  const decision = signature(3, { reason: "The recording shows the form." });
  expect(await post(`${at}/signatures`, cid, decision)).toMatchObject({
    body: { state: "passed" },
  });
});

test("nobody signs without saying that they watched, and a mark that is missing is named", async () => {
  const { at } = await candidate();
  expect(await post(`${at}/signatures`, ann, marking(3))).toMatchObject({
    ...{ status: 422, body: { fields: { confirmed: "not_confirmed" } } },
  });
  const { marks, ...rest } = signature(3);
  const half = { ...rest, marks: marks.slice(0, 1) };
  expect(await post(`${at}/signatures`, ann, half)).toMatchObject({
    ...{ status: 422, body: { reason: "mark_missing", field: "mark.custody" } },
  });
  expect((await call(at, ann)).body).toMatchObject({ state: "unsigned", history: [] });
});

test("evidence is attached to a draft and read by others once both have signed", async () => {
  const { at } = await candidate();
  const signed = signature(3);
  const form = new FormData();
  form.set("assessmentId", signed.assessmentId);
  form.set("file", new File([Buffer.from("%PDF-1.7\n% scene\n%%EOF\n")], "scene.pdf"));
  expect(await call(`${at}/evidence`, ann, { method: "POST", body: form })).toMatchObject({
    body: { files: [{ name: "scene.pdf", mediaType: "application/pdf" }] },
  });
  await post(`${at}/signatures`, ann, signed);
  expect((await call(`${at}/evidence`, bob)).body).toEqual({ files: [] });
  await post(`${at}/signatures`, bob, signature(3));
  expect((await call(`${at}/evidence`, bob)).body).toMatchObject({
    files: [{ name: "scene.pdf", assessmentId: signed.assessmentId }],
  });
});

test("a learner reads their own practical, and of the marks only what counts", async () => {
  const { at, actor } = await candidate();
  const own = await tokenOf(actor);
  await post(`${at}/signatures`, ann, signature(3));
  const mine = `/my-practicals/${curriculum.practicalId}`;
  expect((await call(mine, own)).body).toMatchObject({ state: "waiting", signed: [] });
  await post(`${at}/signatures`, bob, signature(3));
  expect((await call(mine, own)).body).toMatchObject({ state: "passed", signed: [{}, {}] });
  expect((await call(mine, ann)).status).toBe(404);
});

test("the manager assigns by the API, and then nobody else marks until it is ended", async () => {
  const learner = await candidate();
  const cohort = await createAssessedCohort(database, curriculum, ACADEMY, [learner]);
  const path = `/cohorts/${cohort.cohortId}/assessors`;
  const body = { assessorIds: [second?.personId], nominationIds: cohort.nominationIds };
  expect((await post(path, manager, body)).body).toEqual({ added: 1 });
  expect((await post(path, manager, body)).body).toEqual({ added: 0 });
  const { body: shown } = await call(path, ann);
  expect(shown.assessors).toHaveLength(3);
  expect(shown.learners).toMatchObject([{ assigned: [{ assessorId: second?.personId }] }]);
  const refused = await post(`${learner.at}/signatures`, ann, signature(3));
  expect(refused).toMatchObject({ status: 403, body: { reason: "not_assigned" } });
  expect(refused.body.detail).toContain("Ask the academy's manager");
  expect((await post(path, ann, body)).status).toBe(403);
  const nobody = { assessorIds: [], nominationIds: null };
  expect(await post(path, manager, nobody)).toMatchObject({
    ...{ status: 422, body: { reason: "assessor_missing" } },
  });
  const [assigned] = shown.learners[0].assigned;
  const end = () => call(`${path}/${assigned.assignmentId}`, manager, { method: "DELETE" });
  expect([(await end()).status, (await end()).status]).toEqual([200, 200]);
  expect((await post(`${learner.at}/signatures`, ann, signature(3))).body).toMatchObject({
    state: "waiting",
  });
});

test("an instructor of another academy and a contact point of another country find nothing and do nothing", async () => {
  const learner = await candidate();
  const { cohortId } = await createAssessedCohort(database, curriculum, ACADEMY, [learner]);
  await post(`${learner.at}/signatures`, ann, signature(3));
  const assignment = { assessorIds: [third?.personId], nominationIds: null };
  const { body: before } = await post(`/cohorts/${cohortId}/assessors`, manager, assignment);
  expect(before).toEqual({ added: 1 });
  const { body: shown } = await call(`/cohorts/${cohortId}/assessors`, manager);
  for (const token of [elsewhere, foreignContact]) {
    expect(await call("/practicals", token)).toMatchObject({
      ...{ status: 403, body: { reason: "not_an_assessor" } },
    });
    for (const path of [learner.at, `${learner.at}/evidence`])
      expect((await call(path, token)).status).toBe(404);
    for (const path of ["consideration", "signatures"])
      expect((await post(`${learner.at}/${path}`, token, signature(3))).status).toBe(404);
    const form = new FormData();
    form.set("assessmentId", newId());
    form.set("file", new File([Buffer.from("%PDF-1.7\n%%EOF\n")], "scene.pdf"));
    const attach = { method: "POST", body: form };
    expect((await call(`${learner.at}/evidence`, token, attach)).status).toBe(404);
    const assessorsOf = `/cohorts/${cohortId}/assessors`;
    expect((await call(assessorsOf, token)).status).toBe(403);
    expect((await post(assessorsOf, token, assignment)).status).toBe(403);
    const live = `${assessorsOf}/${shown.everybody[0].assignmentId}`;
    expect((await call(live, token, { method: "DELETE" })).status).toBe(403);
  }
  expect((await call(learner.at, cid)).body).toMatchObject({ state: "waiting" });
  expect((await call(`/cohorts/${cohortId}/assessors`, manager)).body).toEqual(shown);
});

test("a token that reads does not sign, and every operation is described", async () => {
  const { at } = await candidate();
  const reader = await tokenOf(first, ["practicals:read"]);
  expect((await call(at, reader)).status).toBe(200);
  for (const path of ["consideration", "signatures", "evidence"])
    expect(await post(`${at}/${path}`, reader, signature(3))).toMatchObject({
      ...{ status: 403, body: { reason: "insufficient_scope" } },
    });
  const { paths } = describeApi(ENDPOINTS) as { paths: Record<string, object> };
  const one = "/practicals/{enrolmentId}/{moduleId}";
  for (const path of ["/practicals", one, `${one}/signatures`, `${one}/evidence`])
    expect(paths).toHaveProperty([path]);
  expect(JSON.stringify(paths[`${one}/signatures`])).toContain('"confirmed"');
});
