/** Starting an exam: from however many windows, a person has one open sitting per exam, and a second start resumes it. */
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { conflict } from "~/domain/kernel/errors";
import { newCapability, newId } from "~/domain/kernel/ids";
import { type ActorDb, recordAudit, withActor } from "~/platform/db/doors.server";
import { getUpToDateSitting } from "../closing.server";
import { type Candidate, type DrawnItem, drawSitting } from "../draw";
import type { Eligibility } from "../eligibility";
import { askEligibility, type Exam, getExam } from "../exam.server";
import { lockExam } from "../locks.server";
import { findOpenSitting } from "../sitting.server";
import { deadlineFor } from "../timing";

/**
 * Draws the questions and starts the server's clock. Throws not_found/unknown_exam, and conflict with modules_incomplete,
 * must_wait, already_passed or exam_not_ready.
 */
export function startSitting(
  actor: Actor,
  input: { moduleId: string },
  clock: Clock = systemClock,
): Promise<{ sittingId: string }> {
  return withActor(actor, async (db) => {
    const now = clock.now();
    const exam = await getExam(db, actor.personId, input.moduleId);
    await lockExam(db, actor.personId, exam.moduleId);
    const openId = await findOpenSitting(db, actor.personId, exam.moduleId);
    if (openId) {
      const open = await getUpToDateSitting(db, actor.personId, openId, now);
      if (!open.submittedAt) return { sittingId: openId };
    }
    assertMayStart(await askEligibility(db, exam, now));
    return { sittingId: await createSitting(db, exam, now) };
  });
}

function assertMayStart(eligibility: Eligibility): void {
  if (eligibility.may) return;
  const { because, may, ...details } = eligibility;
  throw conflict(because, details);
}

async function createSitting(db: ActorDb, exam: Exam, now: Date): Promise<string> {
  const { locale, bank } = await loadBank(db, exam);
  const drawn = drawSitting(exam.blueprint.draw, bank, newCapability());
  const { personId, country, branch, enrolmentId, moduleId, blueprint } = exam;
  const id = newId<"SittingId">();
  await db.sitting.create({
    data: {
      ...{ id, enrolmentId, moduleId, personId, country, branch, locale },
      passPercent: blueprint.passPercent,
      startedAt: now,
      deadlineAt: deadlineFor(now, blueprint.minutes),
    },
  });
  await db.sittingItem.createMany({ data: drawn.map((item) => itemRow(id, exam, item)) });
  await recordAudit(db, {
    action: "sitting.started",
    subjectKind: "sitting",
    subjectId: id,
    country,
    details: { moduleId },
  });
  return id;
}

const itemRow = (sittingId: string, { personId, country, branch }: Exam, item: DrawnItem) => ({
  ...{ sittingId, personId, country, branch },
  position: item.position,
  itemId: item.itemId,
  objectiveKey: item.objective,
  optionOrder: item.optionOrder,
});

/** The bank in the learner's language, or in English where it has not been translated. */
async function loadBank(db: ActorDb, exam: Exam): Promise<{ locale: string; bank: Candidate[] }> {
  for (const locale of new Set([exam.locale, "en"])) {
    const bank = await db.$queryRaw<Candidate[]>`
      select item_id as "itemId", objective_key as objective, option_keys as "optionKeys", times_seen as "timesSeen"
      from app.exam_bank(${exam.moduleId}::uuid, ${locale})`;
    if (bank.length > 0) return { locale, bank };
  }
  throw conflict("exam_not_ready");
}
