import { describe, expect, it } from "vitest";
import { chooseBranch } from "~/domain/learning/commands/choose-branch.server";
import { launch, saveCommit } from "~/domain/learning/commands.server";
import { type AcceptedCommit, replay } from "~/domain/learning/reducer";
import { type AttemptState, type CommitMessage, NO_SEQUENCING } from "~/domain/learning/schema";
import { createPerson } from "../../factories/identity";
import { createLaunch } from "../../factories/learning";
import { testDatabase } from "../../setup";

const database = await testDatabase();

const commit = (
  token: string,
  sequence: number,
  cmi: Record<string, string> = {},
): CommitMessage => ({
  token,
  sequence,
  item: "item",
  visit: "1",
  seconds: sequence,
  viewed: false,
  cmi: { "cmi.completion_status": "incomplete", "cmi.location": String(sequence), ...cmi },
  ...NO_SEQUENCING,
});

async function stateOf(attemptId: string): Promise<AttemptState | undefined> {
  const [row] = await database.sql<{ state: AttemptState; sequencing: string | null }>(
    "select state, sequencing from attempt where id = $1",
    [attemptId],
  );
  if (!row) return undefined;
  return { ...row.state, ...(row.sequencing !== null && { sequencing: row.sequencing }) };
}

const course = (completion: "completed" | "incomplete") =>
  ({ organization: "org", completion, success: "unknown", scoreScaled: null }) as const;

const completions = (personId: string) =>
  database.sql("select 1 from module_completion where person_id = $1", [personId]);

describe("a commit", () => {
  it("is applied in order, answered alike when repeated, and asks for what is missing", async () => {
    const { actor, ticket } = await createLaunch(database);
    expect(await saveCommit(actor, commit(ticket.token, 1))).toMatchObject({
      outcome: "applied",
      sequence: 1,
    });
    expect(await saveCommit(actor, commit(ticket.token, 1))).toMatchObject({
      outcome: "duplicate",
      sequence: 1,
    });
    expect(await saveCommit(actor, commit(ticket.token, 3))).toMatchObject({
      outcome: "gap",
      expected: 2,
    });
    expect((await stateOf(ticket.attemptId))?.items.item?.cmi["cmi.location"]).toBe("1");
  });

  it("of ten sent twice at once leaves one of each", async () => {
    const { actor, ticket } = await createLaunch(database);
    for (let sequence = 1; sequence <= 10; sequence++) {
      await Promise.all([
        saveCommit(actor, commit(ticket.token, sequence)),
        saveCommit(actor, commit(ticket.token, sequence)),
      ]);
    }
    const rows = await database.sql("select 1 from commit_record where attempt_id = $1", [
      ticket.attemptId,
    ]);
    expect(rows).toHaveLength(10);
  });

  it("of somebody else, or with a forged token, changes nothing", async () => {
    const { ticket } = await createLaunch(database);
    const stranger = await createPerson(database, { country: "JM" });
    expect(await saveCommit(stranger, commit(ticket.token, 1))).toEqual({
      outcome: "unknown_launch",
    });
    const { actor } = await createLaunch(database);
    expect(await saveCommit(actor, commit("a".repeat(26), 1))).toEqual({
      outcome: "unknown_launch",
    });
    expect((await stateOf(ticket.attemptId))?.items).toEqual({});
  });

  it.each([
    ["a forged element", { "cmi.core.student_id": "x" }, "element_unknown"],
    ["a prototype key", { "cmi.__proto__": "x" }, "element_unknown"],
    [
      "one megabyte of suspend data",
      { "cmi.suspend_data": "x".repeat(1_000_000) },
      "value_too_long",
    ],
  ])("with %s is refused and nothing before it is lost", async (_name, cmi, reason) => {
    const { actor, ticket } = await createLaunch(database);
    await saveCommit(actor, commit(ticket.token, 1));
    await expect(saveCommit(actor, commit(ticket.token, 2, cmi))).rejects.toMatchObject({
      details: { reason },
    });
    expect((await stateOf(ticket.attemptId))?.items.item?.cmi["cmi.location"]).toBe("1");
    expect(await saveCommit(actor, commit(ticket.token, 2))).toMatchObject({ outcome: "applied" });
  });

  it("of an older window applies while the newer has saved nothing, and is kept apart once it has", async () => {
    const { actor, registrationId, ticket: older } = await createLaunch(database);
    const newer = await launch(actor, registrationId);
    expect(await saveCommit(actor, commit(older.token, 1))).toMatchObject({ outcome: "applied" });
    await saveCommit(actor, commit(newer.token, 1, { "cmi.location": "newer" }));
    expect(
      await saveCommit(actor, commit(older.token, 2, { "cmi.location": "older" })),
    ).toMatchObject({ outcome: "set_aside" });
    expect((await stateOf(older.attemptId))?.items.item?.cmi["cmi.location"]).toBe("newer");
    await chooseBranch(actor, registrationId, "use");
    expect((await stateOf(older.attemptId))?.items.item?.cmi["cmi.location"]).toBe("older");
  });

  it("that was set aside is answered so again when it is repeated", async () => {
    const { actor, registrationId, ticket: older } = await createLaunch(database);
    const newer = await launch(actor, registrationId);
    await saveCommit(actor, commit(newer.token, 1));
    const late = commit(older.token, 1);
    expect(await saveCommit(actor, late)).toMatchObject({ outcome: "set_aside", sequence: 1 });
    expect(await saveCommit(actor, late)).toMatchObject({ outcome: "set_aside", sequence: 1 });
  });

  it("that the learner decided to leave in the record does not come back with a later choice", async () => {
    const { actor, registrationId, ticket: older } = await createLaunch(database);
    const newer = await launch(actor, registrationId);
    const say = (token: string, sequence: number, item: string, location: string) =>
      saveCommit(actor, { ...commit(token, sequence, { "cmi.location": location }), item });
    await say(newer.token, 1, "first", "newer");
    await say(older.token, 1, "first", "left alone");
    await chooseBranch(actor, registrationId, "keep");
    await say(older.token, 2, "second", "wanted");
    await chooseBranch(actor, registrationId, "use");
    const state = await stateOf(older.attemptId);
    expect(state?.items.first?.cmi["cmi.location"]).toBe("newer");
    expect(state?.items.second?.cmi["cmi.location"]).toBe("wanted");
    await expect(chooseBranch(actor, registrationId, "use")).rejects.toMatchObject({
      details: { reason: "nothing_set_aside" },
    });
  });

  it("that completes the lesson completes the module in the enrolment, once", async () => {
    const { actor, ticket } = await createLaunch(database);
    await saveCommit(actor, commit(ticket.token, 1, { "cmi.completion_status": "completed" }));
    await saveCommit(actor, commit(ticket.token, 2, { "cmi.completion_status": "completed" }));
    expect(await completions(actor.personId)).toHaveLength(1);
  });

  it("keeps the newest accepted state of sequencing; an older window's never overwrites it", async () => {
    const { actor, registrationId, ticket: older } = await createLaunch(database);
    const say = (token: string, sequence: number, sequencing: string | null) =>
      saveCommit(actor, { ...commit(token, sequence), sequencing });
    await say(older.token, 1, "first");
    await say(older.token, 2, "second");
    await say(older.token, 3, null);
    const newer = await launch(actor, registrationId);
    expect(newer.state.sequencing).toBe("second");
    await say(newer.token, 1, "newer");
    await say(newer.token, 2, "newer");
    expect(await say(older.token, 4, "older")).toMatchObject({ outcome: "set_aside" });
    expect((await stateOf(older.attemptId))?.sequencing).toBe("newer");
    const kept = await database.sql<{ sequencing: string | null }>(
      "select sequencing from commit_record where attempt_id = $1 order by epoch, sequence",
      [older.attemptId],
    );
    expect(kept.map(({ sequencing }) => sequencing)).toEqual([
      "first",
      "second",
      null,
      "older",
      "newer",
      null,
    ]);
    await chooseBranch(actor, registrationId, "use");
    expect((await stateOf(older.attemptId))?.sequencing).toBe("older");
  });

  it("shares what it wrote of global objectives with the person's other attempts, a branch only once it is used", async () => {
    const { actor, registrationId, ticket: older } = await createLaunch(database);
    expect(older.objectives).toEqual({});
    const newer = await launch(actor, registrationId);
    const say = (token: string, objectives: Record<string, string>) =>
      saveCommit(actor, { ...commit(token, 1), objectives });
    await say(newer.token, { "urn:one": "1", "urn:two": "1" });
    await say(older.token, { "urn:two": "2" });
    const shared = async () => (await launch(actor, registrationId)).objectives;
    expect(await shared()).toEqual({ "urn:one": "1", "urn:two": "1" });
    await chooseBranch(actor, registrationId, "use");
    expect(await shared()).toEqual({ "urn:one": "1", "urn:two": "2" });
    expect((await createLaunch(database)).ticket.objectives).toEqual({});
  });

  it("says whether the course as a whole is complete, and completes the module when it is", async () => {
    const { actor, ticket } = await createLaunch(database);
    const done = { "cmi.completion_status": "completed" };
    await saveCommit(actor, { ...commit(ticket.token, 1, done), course: course("incomplete") });
    expect(await completions(actor.personId)).toHaveLength(0);
    await saveCommit(actor, { ...commit(ticket.token, 2, done), course: course("completed") });
    expect(await completions(actor.personId)).toHaveLength(1);
  });

  it("leaves the state that the replay of all accepted commits gives", async () => {
    const { actor, ticket } = await createLaunch(database);
    for (let sequence = 1; sequence <= 8; sequence++)
      await saveCommit(actor, {
        ...commit(ticket.token, sequence),
        item: sequence % 2 ? "item" : "other",
        visit: String(Math.ceil(sequence / 3)),
        sequencing: sequence % 3 ? `sequencing ${Math.ceil(sequence / 4)}` : null,
        course: sequence === 4 ? course("incomplete") : null,
      });
    const rows = await database.sql<AcceptedCommit & { item_state: never }>(
      "select * from commit_record where attempt_id = $1 and not set_aside order by epoch, sequence",
      [ticket.attemptId],
    );
    const replayed = replay(rows.map((row) => ({ ...row, itemState: row.item_state })));
    expect(await stateOf(ticket.attemptId)).toEqual(replayed);
    expect(replayed).toMatchObject({ sequencing: "sequencing 2", course: course("incomplete") });
  });
});
