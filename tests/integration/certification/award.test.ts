/** An award follows its requirements: issued once, withdrawn when the practical under it is corrected, earned again when that is passed. */
import { beforeAll, describe, expect, test } from "vitest";
import {
  type SignatureInput,
  signPractical,
} from "~/domain/assessment/commands/sign-practical.server";
import type { Mark } from "~/domain/assessment/schema";
import { readCapacity } from "~/domain/capacity/queries.server";
import { considerAwardAfter, revokeAward } from "~/domain/certification/commands.server";
import type { Actor } from "~/domain/kernel/actor";
import { fixedClock } from "~/domain/kernel/clock";
import { today } from "~/domain/kernel/days";
import { newId } from "~/domain/kernel/ids";
import { withActor } from "~/platform/db/doors.server";
import { handlers } from "../../../workers/handlers";
import {
  type Curriculum,
  createCurriculum,
  createLearner,
  type Learner,
} from "../../factories/assessment";
import { createPerson, disclose } from "../../factories/identity";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const clock = fixedClock(new Date());
const TODAY = today("America/St_Lucia", clock.now());
const ACADEMY = "award-academy";
let curriculum: Curriculum;
let assessor: Actor;
let contact: Actor;

beforeAll(async () => {
  curriculum = await createCurriculum(database);
  await database.sql(
    `insert into certification (key, name, curriculum_key, validity_months, grace_months, minimum_assurance, overlay_required)
     values ($1, 'Test scheme', $1, 24, 12, 'C2', false)`,
    [curriculum.key],
  );
  const grants = [{ role: "assessor" as const, organisation: ACADEMY }];
  assessor = await createPerson(database, { grants });
  contact = await createPerson(database, { grants: [{ role: "ncpoc", country: "LC" }] });
});

/** Everything but the practical is done. */
async function readyLearner(): Promise<Learner> {
  const learner = await createLearner(database, curriculum);
  await disclose(database, learner.actor.personId, ACADEMY, ["practical", "award"]);
  await database.sql(
    `insert into module_completion (id, enrolment_id, module_id, person_id, country, branch, cause)
     values ($1, $2, $3, $4, 'LC', 'general', 'sitting_passed')`,
    [newId(), learner.enrolmentId, curriculum.examId, learner.actor.personId],
  );
  return learner;
}

async function sign(learner: Learner, marks: [Mark, Mark], more: Partial<SignatureInput> = {}) {
  const assessmentId = newId();
  const keys = ["safety", "custody"] as const;
  await signPractical(
    assessor,
    {
      ...{ enrolmentId: learner.enrolmentId, moduleId: curriculum.practicalId, assessmentId },
      ...{ observedOn: TODAY, correctsId: null, reason: "" },
      marks: keys.map((criterion, index) => ({
        ...{ criterion, note: "seen" },
        mark: marks[index] ?? 0,
      })),
      ...more,
    },
    clock,
  );
  await work(learner);
  return assessmentId;
}

/** Runs every job of every event about the learner, twice, as a killed worker would. */
async function work({ actor }: Learner): Promise<void> {
  for (;;) {
    const events = await database.sql<{ id: string; topic: string; payload: unknown }>(
      "select id, topic, payload from outbox where person_id = $1 and done_at is null order by created_at",
      [actor.personId],
    );
    if (events.length === 0) return;
    for (const { id, topic, payload } of events) {
      for (const { job, run } of handlers.filter(({ job }) => job.topics.includes(topic))) {
        await run(id, payload);
        if (job.name.startsWith("certification.")) await run(id, payload);
      }
      await database.sql("update outbox set done_at = now() where id = $1", [id]);
    }
  }
}

const awardsOf = ({ actor }: Learner) =>
  database.sql<{ id: string; period: number; cause: string | null }>(
    "select a.id, a.period, r.cause from award a left join award_revocation r on r.award_id = a.id where a.person_id = $1 order by a.period",
    [actor.personId],
  );

const lettersTo = async ({ actor }: Learner) =>
  (
    await database.sql<{ kind: string }>(
      "select kind from message where person_id = $1 order by created_at",
      [actor.personId],
    )
  ).map(({ kind }) => kind);

async function certified(): Promise<number> {
  const { certified: rows } = await withActor(contact, (db) => readCapacity(db, ["LC"], TODAY));
  return rows
    .filter((row) => row.certification === curriculum.key && row.profession === "*")
    .reduce((sum, row) => sum + row.now, 0);
}

const correction = (correctsId: string) => ({ correctsId, reason: "Custody form missing." });

describe("an award", () => {
  test("is issued once, counted in the same transaction and told to its holder", async () => {
    const before = await certified();
    const learner = await readyLearner();
    await sign(learner, [3, 3]);
    expect(await awardsOf(learner)).toMatchObject([{ period: 1, cause: null }]);
    expect(await certified()).toBe(before + 1);
    expect(await lettersTo(learner)).toEqual(["award-issued"]);
  });

  test("is one, however many workers consider the enrolment at once", async () => {
    const learner = await readyLearner();
    await database.sql(
      `insert into module_completion (id, enrolment_id, module_id, person_id, country, branch, cause)
       values ($1, $2, $3, $4, 'LC', 'general', 'practical_passed')`,
      [newId(), learner.enrolmentId, curriculum.practicalId, learner.actor.personId],
    );
    const [event] = await database.sql<{ id: string }>(
      "insert into outbox (id, topic, payload, country, person_id) values (gen_random_uuid(), 'test', '{}', 'LC', $1) returning id",
      [learner.actor.personId],
    );
    const consider = () => considerAwardAfter(event?.id ?? "", learner.enrolmentId, clock.now());
    await Promise.all(Array.from({ length: 8 }, consider));
    expect(await awardsOf(learner)).toHaveLength(1);
  });

  test("ends with the practical it rested on, and is earned again by passing again", async () => {
    const learner = await readyLearner();
    const first = await sign(learner, [3, 3]);
    const held = await certified();
    const failed = await sign(learner, [3, 0], correction(first));
    expect(await awardsOf(learner)).toMatchObject([{ cause: "practical_corrected" }]);
    expect(await certified()).toBe(held - 1);
    expect(await lettersTo(learner)).toEqual(["award-issued", "award-withdrawn"]);
    await sign(learner, [3, 3], correction(failed));
    expect(await awardsOf(learner)).toMatchObject([
      { period: 1, cause: "practical_corrected" },
      { period: 2, cause: null },
    ]);
    expect(await certified()).toBe(held);
  });

  test("withdrawn by a decision is not earned again from the same enrolment", async () => {
    const learner = await readyLearner();
    const first = await sign(learner, [3, 3]);
    const [award] = await awardsOf(learner);
    await revokeAward(contact, award?.id ?? "", { effectiveOn: TODAY, reason: "Left the force." });
    const failed = await sign(learner, [3, 0], correction(first));
    await sign(learner, [3, 3], correction(failed));
    expect(await awardsOf(learner)).toMatchObject([{ period: 1, cause: "decision" }]);
  });
});
