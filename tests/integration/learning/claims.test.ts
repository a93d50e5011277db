/** What content claims about a finished attempt: checked by the worker, doubted results answered by those who teach. */
import { beforeAll, describe, expect, it } from "vitest";
import { withdrawAwardAfter } from "~/domain/certification/commands/withdraw-award.server";
import { getCohortAttempts } from "~/domain/cohorts/queries/attempts.server";
import type { Actor } from "~/domain/kernel/actor";
import { beginAttempt } from "~/domain/learning/commands/attempts.server";
import {
  checkClaimAfter,
  decideClaim,
  spreadChangedClaims,
} from "~/domain/learning/commands/claims.server";
import { launch, saveCommit } from "~/domain/learning/commands.server";
import { getMyAttempts } from "~/domain/learning/queries/attempts.server";
import { getClaim } from "~/domain/learning/queries/claims.server";
import { createAcademy, type TestCohort } from "../../factories/cohorts";
import { createPerson } from "../../factories/identity";
import { commitOf, type Lesson, openTaught } from "../../factories/learning";
import { refusalOf } from "../../factories/nominations";
import { testDatabase } from "../../setup";

const database = await testDatabase();
let cohort: TestCohort;
let manager: Actor;

beforeAll(async () => {
  ({ cohort } = await openTaught(database));
  manager = cohort.academy.manager;
});

const learnerOf = (input: { country?: string; branch?: "judicial" | "general" } = {}) =>
  openTaught(database, { cohort, ...input });
const REJECTED = { decision: "rejected", reason: "Nobody reads that fast" } as const;

/** Finishes the lesson in no time, unless the launch is put back by hours, and has the worker check it as often as it was told to. */
async function finish(lesson: Lesson, { hoursAgo = 0, cmi = {} } = {}): Promise<string> {
  const ticket = await launch(lesson.actor, lesson.registrationId);
  await database.sql(
    "update launch set opened_at = opened_at - $2 * interval '1 hour' where attempt_id = $1",
    [...[ticket.attemptId, hoursAgo]],
  );
  await saveCommit(
    lesson.actor,
    commitOf(ticket, 1, { "cmi.completion_status": "completed", ...cmi }),
  );
  await work(ticket.attemptId);
  return ticket.attemptId;
}

async function work(attemptId: string, now = new Date()) {
  const rows = await database.sql<{ id: string }>(
    "select id from outbox where topic = 'learning.claim-made' and payload ->> 'attemptId' = $1",
    [attemptId],
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const { id } of rows) await checkClaimAfter(id, attemptId, now);
}

const completions = ({ enrolmentId, moduleId }: Lesson) =>
  database.sql(
    "select attempt_id from module_completion where enrolment_id = $1 and module_id = $2",
    [...[enrolmentId, moduleId]],
  );
const newest = async ({ actor, registrationId }: Lesson) =>
  (await getMyAttempts(actor, registrationId)).attempts.at(-1);

describe("a finished attempt", () => {
  it("that took its time is C1, with no question to anybody", async () => {
    const lesson = await learnerOf();
    const attemptId = await finish(lesson, { hoursAgo: 1 });
    expect(await newest(lesson)).toMatchObject({ assurance: "C1", isQuestioned: false });
    expect(await getClaim(manager, attemptId)).toMatchObject({ doubts: [], mayDecide: false });
    expect(await refusalOf(decideClaim(manager, attemptId, REJECTED))).toBe(
      "conflict/nothing_to_decide",
    );
  });

  it("that was too fast completes the module, stays C0 and is a question to the academy", async () => {
    const lesson = await learnerOf();
    const attemptId = await finish(lesson);
    expect(await completions(lesson)).toHaveLength(1);
    expect(await newest(lesson)).toMatchObject({ assurance: "C0", isQuestioned: true });
    expect((await getClaim(manager, attemptId)).doubts).toMatchObject([
      { flag: "faster_than_content" },
    ]);
    const { claims } = await getCohortAttempts(manager, cohort.cohortId);
    expect(claims.map((claim) => claim.attemptId)).toContain(attemptId);
  });

  it("that changes after its end is checked again and asked about again", async () => {
    const lesson = await learnerOf();
    const attemptId = await finish(lesson, {
      cmi: { "cmi.exit": "suspend", "cmi.score.scaled": "0.9" },
    });
    await decideClaim(manager, attemptId, { decision: "accepted", reason: "I sat beside her" });
    expect(await newest(lesson)).toMatchObject({ isQuestioned: false, isAccepted: true });
    const again = await launch(lesson.actor, lesson.registrationId);
    const cmi = { "cmi.completion_status": "completed", "cmi.score.scaled": "0.2" };
    await saveCommit(lesson.actor, { ...commitOf(again, 1, cmi), visit: "2" });
    expect(await spreadChangedClaims()).toBeGreaterThan(0);
    await work(attemptId);
    expect((await getClaim(manager, attemptId)).doubts.map(({ flag }) => flag)).toContain(
      "changed_after_finish",
    );
    expect(await newest(lesson)).toMatchObject({ isQuestioned: true });
  });
});

describe("an answer", () => {
  it("that accepts leaves the completion, and is given once", async () => {
    const lesson = await learnerOf();
    const attemptId = await finish(lesson);
    const accepted = { decision: "accepted", reason: "She had read it before" } as const;
    await decideClaim(manager, attemptId, accepted);
    expect(await completions(lesson)).toHaveLength(1);
    expect(await refusalOf(decideClaim(manager, attemptId, accepted))).toBe(
      "conflict/nothing_to_decide",
    );
    expect((await getClaim(manager, attemptId)).answers).toMatchObject([{ ...accepted }]);
  });

  it("that rejects takes the completion back, keeps the attempt, opens a fresh one and tells the learner", async () => {
    const lesson = await learnerOf();
    const attemptId = await finish(lesson);
    await decideClaim(manager, attemptId, REJECTED);
    expect(await completions(lesson)).toEqual([]);
    const { attempts } = await getMyAttempts(lesson.actor, lesson.registrationId);
    expect(attempts).toMatchObject([
      { id: attemptId, isRejected: true, isSetAside: true },
      { cause: "rejected", reason: REJECTED.reason, isNewest: true },
    ]);
    const kinds = await database.sql<{ kind: string }>(
      "select kind from message where person_id = $1 and kind = 'claim-rejected'",
      [lesson.actor.personId],
    );
    expect(kinds).toHaveLength(1);
    await finish(lesson, { hoursAgo: 1 });
    expect(await completions(lesson)).toHaveLength(1);
  });

  it("that rejects one attempt leaves the module to another that completed it", async () => {
    const lesson = await learnerOf();
    const first = await finish(lesson);
    await beginAttempt(lesson.actor, lesson.registrationId);
    const second = await finish(lesson, { hoursAgo: 1 });
    await decideClaim(manager, first, REJECTED);
    expect(await completions(lesson)).toEqual([{ attempt_id: second }]);
    expect((await getMyAttempts(lesson.actor, lesson.registrationId)).attempts).toHaveLength(2);
  });

  it("that rejects withdraws the certificate that rested on it", async () => {
    const lesson = await learnerOf();
    const attemptId = await finish(lesson);
    const { personId } = lesson.actor;
    await database.sql(
      `insert into award (id, number, enrolment_id, person_id, certification_key, curriculum_version_id, country, branch, locale, assurance,
         valid_from_on, valid_to_on, issued_at, period, verification_code_hash, holder_name)
       select gen_random_uuid(), 'TEST-' || e.id, e.id, e.person_id, c.key, e.curriculum_version_id, e.country, e.branch, 'en', 'C2',
         current_date, current_date + 365, now(), 1, 'hash-' || e.id, 'Somebody'
       from enrolment e, certification c where e.id = $1 and c.curriculum_key = 'FR-CORE' limit 1`,
      [lesson.enrolmentId],
    );
    await decideClaim(manager, attemptId, REJECTED);
    const [word] = await database.sql<{ id: string; payload: never }>(
      "select id, payload from outbox where topic = 'learning.completion-withdrawn' and person_id = $1",
      [personId],
    );
    for (let run = 0; run < 2; run++)
      await withdrawAwardAfter(word?.id ?? "", word?.payload as never, new Date());
    const revoked = await database.sql("select cause from award_revocation where person_id = $1", [
      personId,
    ]);
    expect(revoked).toEqual([{ cause: "claim_rejected" }]);
  });
});

describe("who may answer", () => {
  it("nobody but teaching staff the learner's scores are disclosed to", async () => {
    const lesson = await learnerOf({ country: "JM" });
    const attemptId = await finish(lesson);
    const strangers = [
      lesson.actor,
      (await createAcademy(database, { country: "JM" })).manager,
      await createPerson(database, { country: "JM", grants: [{ role: "ncpoc", country: "JM" }] }),
    ];
    for (const actor of strangers) {
      expect(await refusalOf(getClaim(actor, attemptId))).toBe("not_found/unknown_attempt");
      const answer = await refusalOf(decideClaim(actor, attemptId, REJECTED));
      expect(["not_found/unknown_attempt", "forbidden/not_teaching"]).toContain(answer);
    }
    expect(await completions(lesson)).toHaveLength(1);
  });

  it("a judge's claims are not seen outside the judiciary", async () => {
    const judge = await learnerOf({ country: "JM", branch: "judicial" });
    const attemptId = await finish(judge);
    expect(await refusalOf(getClaim(manager, attemptId))).toBe("not_found/unknown_attempt");
    const contact = await createPerson(database, {
      country: "JM",
      grants: [{ role: "ncpoc", country: "JM" }],
    });
    for (const table of ["claim_check", "claim_decision", "package_change_step"])
      expect(
        await database.rowsAsPerson(
          contact.personId,
          `select 1 from ${table} where branch = 'judicial'`,
        ),
      ).toBe(0);
  });
});
