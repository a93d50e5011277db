/** Photos and files of a practical: by their bytes, within limits, kept with a draft, read by whoever may read the marks. */
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import {
  attachEvidence,
  removeEvidence,
} from "~/domain/assessment/commands/attach-evidence.server";
import { signPractical } from "~/domain/assessment/commands/sign-practical.server";
import { getEvidence } from "~/domain/assessment/queries/evidence.server";
import { getOwnPractical, getPractical } from "~/domain/assessment/queries/practicals.server";
import type { Actor } from "~/domain/kernel/actor";
import { fixedClock } from "~/domain/kernel/clock";
import { newId } from "~/domain/kernel/ids";
import {
  type Curriculum,
  createCurriculum,
  createLearner,
  type Learner,
} from "../../factories/assessment";
import { createPerson, disclose } from "../../factories/identity";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const clock = fixedClock(new Date("2026-11-23T14:00:00Z"));
const ACADEMY = "evidence-academy";
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
const pdf = (text: string) => Buffer.from(`%PDF-1.7\n% ${text}\n%%EOF\n`);
let curriculum: Curriculum;
let ann: Actor;
let bob: Actor;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "evidence-"));
  curriculum = await createCurriculum(database, { assessors: 2 });
  const grants = [{ role: "assessor" as const, organisation: ACADEMY }];
  ann = await createPerson(database, { grants });
  bob = await createPerson(database, { grants });
});

async function disclosedLearner(): Promise<Learner> {
  const learner = await createLearner(database, curriculum);
  await disclose(database, learner.actor.personId, ACADEMY, ["practical"]);
  return learner;
}

let written = 0;
async function file(bytes: Buffer, name = "scene.png") {
  const path = join(folder, String(++written));
  await writeFile(path, bytes);
  return { path, name };
}
const refOf = ({ enrolmentId }: Learner) => ({ enrolmentId, moduleId: curriculum.practicalId });
const attach = async (
  actor: Actor,
  learner: Learner,
  assessmentId: string,
  files: { path: string; name: string }[],
  note = "",
) => attachEvidence(actor, { ...refOf(learner), assessmentId, files, note }, clock);
const sign = (actor: Actor, learner: Learner, assessmentId: string) =>
  signPractical(
    actor,
    {
      ...{
        ...refOf(learner),
        assessmentId,
        observedOn: "2026-11-23",
        correctsId: null,
        reason: "",
      },
      marks: ["safety", "custody"].map((criterion) => ({ criterion, mark: 3, note: "" })),
    },
    clock,
  );
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => ({ code: error.code, ...error.details }),
  );
const filesOf = async (actor: Actor, learner: Learner) =>
  (await getPractical(actor, refOf(learner), clock)).draft;

describe("attaching", () => {
  test("keeps the files with the draft: the next page carries the same id and lists them", async () => {
    const learner = await disclosedLearner();
    const draft = newId();
    await attach(ann, learner, draft, [await file(PNG), await file(pdf("plan"), "plan.pdf")]);
    const page = await getPractical(ann, refOf(learner), clock);
    expect(page.assessmentId).toBe(draft);
    expect(page.draft.map(({ name, mediaType }) => [name, mediaType]).sort()).toEqual([
      ["plan.pdf", "application/pdf"],
      ["scene.png", "image/png"],
    ]);
    expect(await filesOf(bob, learner)).toEqual([]);
    await sign(ann, learner, draft);
    const { history, draft: next } = await getPractical(ann, refOf(learner), clock);
    expect([history[0]?.evidence.length, next]).toEqual([2, []]);
  });

  test("the same file twice is one, and a name is stored as words: no folder, quote or control character", async () => {
    const learner = await disclosedLearner();
    const draft = newId();
    await attach(ann, learner, draft, [await file(PNG, '../../etc/"pass\u0000\u202Ewd.png')]);
    await attach(ann, learner, draft, [await file(PNG)]);
    expect((await filesOf(ann, learner)).map(({ name }) => name)).toEqual(["passwd.png"]);
  });

  test.each([
    ["a page that says it is a photo", Buffer.from("<html><script>1</script>"), "evidence_type"],
    ["a program", Buffer.from(`MZ${"\0".repeat(200)}`), "evidence_type"],
    ["an empty file", Buffer.alloc(0), "evidence_empty"],
    [
      "more than ten megabytes",
      Buffer.concat([PNG, Buffer.alloc(10 * 1024 * 1024)]),
      "evidence_too_large",
    ],
  ])(
    "refuses %s by its bytes, names the file and keeps nothing of the set",
    async (_what, bytes, reason) => {
      const learner = await disclosedLearner();
      const files = [await file(pdf("good"), "good.pdf"), await file(bytes, "photo.jpg")];
      expect(await refusal(attach(ann, learner, newId(), files))).toMatchObject({
        ...{ code: "invalid", reason, field: "evidence", file: "photo.jpg" },
      });
      expect(await filesOf(ann, learner)).toEqual([]);
    },
  );

  test("takes ten files and not eleven", async () => {
    const learner = await disclosedLearner();
    const draft = newId();
    const ten = await Promise.all(
      Array.from({ length: 10 }, (_, index) => file(pdf(String(index)), `${index}.pdf`)),
    );
    await attach(ann, learner, draft, ten);
    expect(await refusal(attach(ann, learner, draft, [await file(pdf("eleven"))]))).toMatchObject({
      reason: "evidence_too_many",
      most: 10,
    });
    expect(await filesOf(ann, learner)).toHaveLength(10);
  });

  test("after signing needs a note and one's own signature; before it a file can be taken back", async () => {
    const learner = await disclosedLearner();
    const draft = newId();
    await attach(ann, learner, draft, [await file(PNG), await file(pdf("wrong"), "wrong.pdf")]);
    const wrong = (await filesOf(ann, learner)).find(({ name }) => name === "wrong.pdf");
    expect(await refusal(removeEvidence(bob, wrong?.id ?? "", clock))).toMatchObject({
      reason: "unknown_evidence",
    });
    await removeEvidence(ann, wrong?.id ?? "", clock);
    await sign(ann, learner, draft);
    await sign(bob, learner, newId());
    const late = [await file(pdf("late"), "late.pdf")];
    expect(await refusal(attach(ann, learner, draft, late))).toMatchObject({
      ...{ reason: "evidence_note_missing", field: "evidenceNote" },
    });
    expect(await refusal(attach(bob, learner, draft, late, "for Ann"))).toMatchObject({
      ...{ code: "forbidden", reason: "not_your_signature" },
    });
    await attach(ann, learner, draft, late, "Found on the second camera.");
    const { history } = await getPractical(bob, refOf(learner), clock);
    const signed = history.find(({ id }) => id === draft);
    expect(signed?.evidence.map(({ name }) => name).sort()).toEqual(["late.pdf", "scene.png"]);
    const [kept] = signed?.evidence ?? [];
    expect(await refusal(removeEvidence(ann, kept?.id ?? "", clock))).toMatchObject({
      reason: "unknown_evidence",
    });
  });
});

describe("reading", () => {
  test("is for those who may read the marks: nobody else before both have signed, then the learner too", async () => {
    const learner = await disclosedLearner();
    const draft = newId();
    await attach(ann, learner, draft, [await file(PNG)]);
    await sign(ann, learner, draft);
    const [{ id } = { id: "" }] = await database.sql<{ id: string }>(
      "select id from practical_evidence where practical_assessment_id = $1",
      [draft],
    );
    for (const early of [bob, learner.actor])
      expect(await refusal(getEvidence(early, id))).toMatchObject({ code: "not_found" });
    await sign(bob, learner, newId());
    for (const reader of [ann, bob, learner.actor]) {
      const served = await getEvidence(reader, id);
      expect(served).toMatchObject({ mediaType: "image/png", name: "scene.png" });
      expect(Buffer.concat(await served.open().toArray()).equals(PNG)).toBe(true);
    }
    expect((await getOwnPractical(learner.actor, curriculum.practicalId)).signed).toHaveLength(2);
  });

  test("a file of a foreign learner is not found, whoever asks for it", async () => {
    const learner = await disclosedLearner();
    const [one, two] = [newId(), newId()];
    await attach(ann, learner, one, [await file(PNG)]);
    await sign(ann, learner, one);
    await sign(bob, learner, two);
    const [{ id } = { id: "" }] = await database.sql<{ id: string }>(
      "select id from practical_evidence where practical_assessment_id = $1",
      [one],
    );
    const strangers = [
      (await disclosedLearner()).actor,
      await createPerson(database, { grants: [{ role: "ncpoc", country: "LC" }] }),
      await createPerson(database, {
        ...{ country: "JM" },
        grants: [{ role: "assessor", organisation: "evidence-elsewhere" }],
      }),
    ];
    for (const stranger of strangers)
      expect(await refusal(getEvidence(stranger, id))).toMatchObject({
        ...{ code: "not_found", reason: "unknown_evidence" },
      });
    const foreign = strangers[2];
    if (foreign)
      expect(await refusal(attach(foreign, learner, newId(), [await file(PNG)]))).toMatchObject({
        code: "not_found",
      });
  });
});
