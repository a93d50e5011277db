/** What teaching staff see of the people in their cohort, what they write, and what stays out of their sight. */
import { beforeAll, describe, expect, test } from "vitest";
import { addNote, addNotes, undoBulkAction } from "~/domain/cohorts/commands/notes.server";
import { sendCohortMessage } from "~/domain/cohorts/commands/send-message.server";
import { spreadMessage, tellMessage } from "~/domain/cohorts/commands/tell-message.server";
import { getCohortPerson } from "~/domain/cohorts/queries/cohort-person.server";
import { getCohortMessages, previewCohortMessage } from "~/domain/cohorts/queries/messages.server";
import { getOffer } from "~/domain/cohorts/queries/offer.server";
import { getProgress } from "~/domain/cohorts/queries/progress.server";
import type { Actor } from "~/domain/kernel/actor";
import { newId } from "~/domain/kernel/ids";
import { type Curriculum, createCurriculum, createLearner } from "../../factories/assessment";
import { createAcademy, createCohort, nominate, type TestCohort } from "../../factories/cohorts";
import { createPerson } from "../../factories/identity";
import { event, refusalOf } from "../../factories/nominations";
import { testDatabase } from "../../setup";
import { countStatements } from "../../setup/statements";

const database = await testDatabase();
let cohort: TestCohort;
let manager: Actor;
let jamaican: { nominationId: string; personId: string };
let judge: { nominationId: string; personId: string };
let stranger: Actor;

beforeAll(async () => {
  const curriculum = await createCurriculum(database);
  cohort = await createCohort(database, { curriculum });
  manager = cohort.academy.manager;
  jamaican = await seated(cohort, curriculum, { country: "JM" });
  judge = await seated(cohort, curriculum, { country: "JM", branch: "judicial" });
  stranger = (await createAcademy(database, { country: "JM" })).manager;
});

/** Somebody with a seat who finished the self-paced module and failed the exam once, with 40 %. */
async function seated(
  at: TestCohort,
  curriculum: Curriculum,
  input: { country: string; branch?: "judicial" | "general" },
) {
  const learner = await createLearner(database, curriculum, input);
  const { nominationId } = await nominate(database, at, { ...input, person: learner.actor });
  const sittingId = newId();
  const { personId } = learner.actor;
  const person = [personId, input.country, input.branch ?? "general"];
  await database.sql(
    `insert into sitting (id, enrolment_id, module_id, person_id, country, branch, locale, pass_percent, started_at, deadline_at, submitted_at, closing, passed)
     values ($1, $2, $3, $4, $5, $6, 'en', 80, now(), now() + interval '1 hour', now(), 'submitted', false)`,
    [sittingId, learner.enrolmentId, curriculum.examId, ...person],
  );
  await database.sql(
    "insert into sitting_result (sitting_id, person_id, country, branch, score, max_score, objectives, graded_at) values ($1, $2, $3, $4, 4, 10, '[]', now())",
    [sittingId, ...person],
  );
  return { nominationId, personId };
}

const progress = (actor = manager) => getProgress(actor, cohort.cohortId, { standing: "" });
const rowOf = async ({ nominationId }: { nominationId: string }, actor = manager) =>
  (await progress(actor)).people.find((row) => row.nominationId === nominationId);

describe("the gradebook", () => {
  test("shows a foreign learner's modules, tries and score while they are disclosed", async () => {
    const row = await rowOf(jamaican);
    expect(row).toMatchObject({ standing: "at_risk", remedy: "call", disclosed: true });
    expect(row?.cells[cohort.curriculum.selfPacedId]).toMatchObject({ state: "completed" });
    const exam = { state: "failed", score: 40, tries: 1 };
    expect(row?.cells[cohort.curriculum.examId]).toMatchObject(exam);
  });

  test("shows a judge's progress and neither score nor failed try to an academy that is not the judiciary's", async () => {
    const row = await rowOf(judge);
    expect(row).toMatchObject({ disclosed: true, scores: false });
    expect(row?.cells[cohort.curriculum.selfPacedId]).toMatchObject({ state: "completed" });
    const nothing = { state: "not_started", score: null, tries: null };
    expect(row?.cells[cohort.curriculum.examId]).toMatchObject(nothing);
  });

  test("shows nothing of somebody whose disclosure has run out, and holds nothing against them", async () => {
    const gone = await seated(cohort, cohort.curriculum, { country: "JM" });
    await database.sql(
      "update disclosure set until_on = current_date - 1, recorded_at = now() - interval '2 days' where person_id = $1",
      [gone.personId],
    );
    expect(await rowOf(gone)).toMatchObject({
      ...{ disclosed: false, standing: "unknown", cells: {}, missing: [{ what: "disclosure" }] },
    });
  });

  test("counts every standing, and filters by one", async () => {
    const { tally, total } = await progress();
    expect(tally.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    const { people } = await getProgress(manager, cohort.cohortId, { standing: "at_risk" });
    expect(people.length).toBeGreaterThan(0);
    expect(people.every((row) => row.standing === "at_risk")).toBe(true);
  });

  test("takes as many statements for many as for one", async () => {
    const before = await countStatements(() => progress());
    for (let n = 0; n < 3; n++) await nominate(database, cohort);
    const after = await countStatements(() => progress());
    expect(after.statements.length).toBe(before.statements.length);
    expect(after.statements.length).toBeLessThanOrEqual(6);
  });

  test("is closed to another academy, a contact point and a learner", async () => {
    const contact = await createPerson(database, {
      ...{ country: "JM", grants: [{ role: "ncpoc", country: "JM" }] },
    });
    for (const actor of [stranger, contact, await createPerson(database)])
      expect(await refusalOf(progress(actor))).toBe("forbidden/not_academy_staff");
  });
});

describe("one person", () => {
  test("is told what is missing for an award, from the steps My learning shows", async () => {
    const { person, history } = await getCohortPerson(manager, {
      ...{ cohortId: cohort.cohortId, nominationId: jamaican.nominationId },
    });
    expect(person.missing.map(({ what }) => what)).toEqual(["exam", "practical"]);
    expect(history[0]?.status).toBe("booked");
  });

  test("has notes that nobody outside the academy reads", async () => {
    const at = { cohortId: cohort.cohortId, nominationId: jamaican.nominationId };
    await addNote(manager, at, "Asked for larger print.");
    expect((await getCohortPerson(manager, at)).notes[0]?.body).toBe("Asked for larger print.");
    const seen = "select 1 from nomination_note";
    expect(await database.rowsAsPerson(jamaican.personId, seen)).toBe(0);
    expect(await database.rowsAsPerson(stranger.personId, seen)).toBe(0);
    expect(await refusalOf(addNote(stranger, at, "x"))).toBe("forbidden/not_teaching");
  });

  test("of another cohort is not found", async () => {
    const other = await createCohort(database, { academy: cohort.academy });
    const at = { cohortId: other.cohortId, nominationId: jamaican.nominationId };
    expect(await refusalOf(getCohortPerson(manager, at))).toBe("not_found/unknown_nomination");
    expect(await refusalOf(addNote(manager, at, "x"))).toBe("invalid/nobody_selected");
  });
});

test("notes to a selection are taken back together, once", async () => {
  const to = [jamaican.nominationId, judge.nominationId];
  const note = { to, body: "Bus leaves at 7." };
  const { bulkActionId, count } = await addNotes(manager, cohort.cohortId, note);
  expect(count).toBe(2);
  expect((await progress()).lastBulk).toMatchObject({ id: bulkActionId, count: 2 });
  const at = { cohortId: cohort.cohortId, bulkActionId };
  expect(await refusalOf(undoBulkAction(stranger, at))).toBe("forbidden/not_teaching");
  await undoBulkAction(manager, at);
  const { notes } = await getCohortPerson(manager, { ...at, nominationId: judge.nominationId });
  expect(notes.map(({ body }) => body)).not.toContain("Bus leaves at 7.");
  expect(await refusalOf(undoBulkAction(manager, at))).toBe("conflict/already_undone");
});

describe("words to a cohort", () => {
  const words = { subject: "Bring your badge", body: "The gate asks for it." };
  const send = (to: string[], messageId: string = newId(), actor = manager) =>
    sendCohortMessage(actor, cohort.cohortId, { ...words, to, messageId });

  test("are previewed with the number of readers, and sent once however often the form comes", async () => {
    const preview = await previewCohortMessage(manager, cohort.cohortId, []);
    const messageId = newId();
    expect(await send([], messageId)).toEqual({ recipients: preview.recipients });
    await send([], messageId);
    const { sent } = await getCohortMessages(manager, cohort.cohortId, { to: [] });
    expect(sent.filter(({ id }) => id === messageId)).toHaveLength(1);
  });

  test("to a selection reach those, by one mail each, and nobody else", async () => {
    const messageId = newId();
    await send([jamaican.nominationId], messageId);
    const seen = `select 1 from cohort_message where id = '${messageId}'`;
    expect(await database.rowsAsPerson(jamaican.personId, seen)).toBe(1);
    expect(await database.rowsAsPerson(judge.personId, seen)).toBe(0);
    for (let run = 0; run < 2; run++) await mail(messageId);
    const mails = await database.sql<{ person_id: string }>(
      "select person_id from message where kind = 'announcement' and subject like '%Bring your badge%'",
    );
    expect(mails).toEqual([{ person_id: jamaican.personId }]);
  });

  test("stand on the cohort's page of whoever they are for, and on nobody else's, within the page's budget", async () => {
    const messageId = newId();
    await send([jamaican.nominationId], messageId);
    const page = (personId: string) => getOffer({ ...stranger, personId }, cohort.cohortId);
    const { result, statements } = await countStatements(() => page(jamaican.personId));
    expect(result.announcements.map(({ id }) => id)).toContain(messageId);
    expect(statements.length).toBeLessThanOrEqual(6);
    const others = (await page(judge.personId)).announcements;
    expect(others.map(({ id }) => id)).not.toContain(messageId);
  });

  test("are refused to a stranger, to nobody, and to people of another cohort", async () => {
    expect(await refusalOf(send([], newId(), stranger))).toBe("forbidden/not_teaching");
    expect(await refusalOf(send([newId()]))).toBe("invalid/nobody_selected");
    const mixed = send([jamaican.nominationId, newId()]);
    expect(await refusalOf(mixed)).toBe("invalid/not_in_cohort");
  });
});

/** As the worker does it: one piece of work for the cohort, then one per reader. */
async function mail(messageId: string) {
  const { cohortId } = cohort;
  const spread = await event(database, "cohorts.message-sent", { cohortId, messageId });
  await spreadMessage(spread, { cohortId, messageId });
  const work = await database.sql<{ id: string; payload: { nominationId: string } }>(
    "select id, payload from outbox where topic = 'cohorts.message-for-nominee' and payload ->> 'messageId' = $1",
    [messageId],
  );
  for (const { id, payload } of work)
    await tellMessage(id, { messageId, nominationId: payload.nominationId });
}
