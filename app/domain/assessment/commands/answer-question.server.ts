/**
 * Answering a question. Every choice is appended and the last one in time counts. A page that shows an old choice and was not
 * touched changes nothing; one that was touched wins, and its learner is told what it replaced.
 */
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { conflict, invalid, notFound } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import type { AnswerInput } from "../input.server";
import { lockSitting } from "../locks.server";
import { getOwnSitting, type OwnSitting } from "../sitting.server";
import { isOpen, remainingSeconds } from "../timing";

export type AnswerReceipt = {
  /** `kept_newer`: another window answered since and this page was not touched; `replaced`: this choice overruled that one. */
  outcome: "saved" | "unchanged" | "replaced" | "kept_newer";
  chosen: number | null;
  sequence: number;
  remainingSeconds: number;
};
type Item = { optionOrder: string[]; optionKey: string | null; sequence: number };

/**
 * Keeps one answer and the flag beside it. Throws not_found/unknown_sitting, invalid/unknown_option, and
 * conflict/sitting_closed or conflict/time_over with how many answers were kept.
 */
export function answerQuestion(
  actor: Actor,
  input: AnswerInput,
  clock: Clock = systemClock,
): Promise<AnswerReceipt> {
  return withActor(actor, async (db) => {
    await lockSitting(db, input.sittingId);
    const now = clock.now();
    const sitting = await getOwnSitting(db, actor.personId, input.sittingId);
    assertOpen(sitting, now);
    const item = await getItem(db, sitting, input.position);
    await keepFlag(db, sitting, input);
    const receipt = await keepChoice(db, sitting, item, input, now);
    return { ...receipt, remainingSeconds: remainingSeconds(sitting.deadlineAt, now) };
  });
}

function assertOpen(sitting: OwnSitting, now: Date): void {
  if (isOpen(sitting, now)) return;
  const handedIn = sitting.closing === "submitted";
  const { answered: kept, total } = sitting;
  throw conflict(handedIn ? "sitting_closed" : "time_over", { kept, total });
}

async function getItem(db: ActorDb, sitting: OwnSitting, position: number): Promise<Item> {
  const [item] = await db.$queryRaw<Item[]>`
    select i.option_order as "optionOrder", a.option_key as "optionKey", coalesce(a.sequence, 0)::int as sequence
    from sitting_item i
    left join lateral (select option_key, sequence from sitting_answer a
      where a.sitting_id = i.sitting_id and a.position = i.position order by a.sequence desc limit 1) a on true
    where i.sitting_id = ${sitting.id}::uuid and i.position = ${position}`;
  if (!item) throw notFound("unknown_question");
  return item;
}

async function keepChoice(
  db: ActorDb,
  sitting: OwnSitting,
  item: Item,
  input: AnswerInput,
  now: Date,
): Promise<Omit<AnswerReceipt, "remainingSeconds">> {
  const before = item.optionKey === null ? null : item.optionOrder.indexOf(item.optionKey) + 1;
  const chosen = input.choice ?? null;
  const changedElsewhere = item.sequence !== input.seen;
  const standing = { chosen: before, sequence: item.sequence };
  if (chosen === null || chosen === (input.shown ?? null)) {
    const overtaken = changedElsewhere && before !== chosen;
    return { outcome: overtaken ? "kept_newer" : "unchanged", ...standing };
  }
  if (chosen === before) return { outcome: "unchanged", ...standing };
  const sequence = await appendAnswer(db, sitting, input.position, optionAt(item, chosen), now);
  const replaces = changedElsewhere && before !== null;
  return { outcome: replaces ? "replaced" : "saved", chosen, sequence };
}

function optionAt(item: Item, chosen: number): string {
  const key = item.optionOrder[chosen - 1];
  if (!key) throw invalid("unknown_option", { field: "choice" });
  return key;
}

async function appendAnswer(
  db: ActorDb,
  sitting: OwnSitting,
  position: number,
  optionKey: string,
  now: Date,
): Promise<number> {
  const { id: sittingId, personId, country, branch } = sitting;
  const [row] = await db.$queryRaw<{ sequence: number }[]>`
    insert into sitting_answer (id, sitting_id, position, person_id, country, branch, option_key, answered_at)
    values (${newId()}::uuid, ${sittingId}::uuid, ${position}, ${personId}::uuid, ${country}, ${branch}, ${optionKey}, ${now}::timestamptz)
    returning sequence::int`;
  return row?.sequence ?? 0;
}

async function keepFlag(db: ActorDb, sitting: OwnSitting, input: AnswerInput): Promise<void> {
  const { id: sittingId, personId, country, branch } = sitting;
  const { position, flagged, wasFlagged } = input;
  if (flagged === wasFlagged) return;
  if (!flagged) await db.sittingFlag.deleteMany({ where: { sittingId, position } });
  else {
    const flag = { sittingId, position, personId, country, branch };
    await db.sittingFlag.createMany({ data: [flag], skipDuplicates: true });
  }
}
