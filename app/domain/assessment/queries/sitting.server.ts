/** A sitting as its learner works through it. No key, no item id and no objective leaves here: options are numbered. */
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { notFound } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { getUpToDateSitting } from "../closing.server";
import { Options } from "../content.server";
import type { OwnSitting } from "../sitting.server";
import { remainingSeconds } from "../timing";

export type SittingState = {
  sittingId: string;
  moduleId: string;
  title: string;
  zone: string;
  total: number;
  answered: number;
  deadlineAt: Date;
  remainingSeconds: number;
  closed: boolean;
};
export type Question = {
  position: number;
  stem: string;
  options: { number: number; text: string }[];
  chosen: number | null;
  sequence: number;
  answeredAt: Date | null;
  flagged: boolean;
};
export type OverviewRow = { position: number; answered: boolean; flagged: boolean };

/** One question. `question` is null once the sitting is closed. Throws not_found/unknown_sitting or unknown_question. */
export function getQuestion(
  actor: Actor,
  input: { sittingId: string; position: number },
  clock: Clock = systemClock,
): Promise<SittingState & { question: Question | null }> {
  return withActor(actor, async (db) => {
    const now = clock.now();
    const sitting = await getUpToDateSitting(db, actor.personId, input.sittingId, now);
    const state = stateOf(sitting, now);
    return { ...state, question: state.closed ? null : await readQuestion(db, input) };
  });
}

/** All questions of a sitting, answered or not, flagged or not. */
export function getOverview(
  actor: Actor,
  sittingId: string,
  clock: Clock = systemClock,
): Promise<SittingState & { rows: OverviewRow[] }> {
  return withActor(actor, async (db) => {
    const now = clock.now();
    const sitting = await getUpToDateSitting(db, actor.personId, sittingId, now);
    const rows = await db.$queryRaw<OverviewRow[]>`
      select i.position,
             exists (select 1 from sitting_answer a where a.sitting_id = i.sitting_id and a.position = i.position) as answered,
             exists (select 1 from sitting_flag f where f.sitting_id = i.sitting_id and f.position = i.position) as flagged
      from sitting_item i where i.sitting_id = ${sittingId}::uuid order by i.position`;
    return { ...stateOf(sitting, now), rows };
  });
}

const stateOf = (sitting: OwnSitting, now: Date): SittingState => ({
  sittingId: sitting.id,
  moduleId: sitting.moduleId,
  title: sitting.title,
  zone: sitting.zone,
  total: sitting.total,
  answered: sitting.answered,
  deadlineAt: sitting.deadlineAt,
  remainingSeconds: remainingSeconds(sitting.deadlineAt, now),
  closed: sitting.submittedAt !== null,
});

type QuestionRow = Omit<Question, "options" | "chosen"> & {
  options: unknown;
  optionOrder: string[];
  optionKey: string | null;
};

async function readQuestion(
  db: ActorDb,
  input: { sittingId: string; position: number },
): Promise<Question> {
  const [row] = await db.$queryRaw<QuestionRow[]>`
    select i.position, t.stem, t.options, i.option_order as "optionOrder", a.option_key as "optionKey",
           coalesce(a.sequence, 0)::int as sequence, a.answered_at as "answeredAt", f.position is not null as flagged
    from sitting_item i
    join item t on t.id = i.item_id
    left join sitting_flag f on f.sitting_id = i.sitting_id and f.position = i.position
    left join lateral (select * from sitting_answer a
      where a.sitting_id = i.sitting_id and a.position = i.position order by a.sequence desc limit 1) a on true
    where i.sitting_id = ${input.sittingId}::uuid and i.position = ${input.position}`;
  if (!row) throw notFound("unknown_question");
  const { options, optionOrder, optionKey, ...question } = row;
  const texts = new Map(Options.parse(options).map((option) => [option.key, option.text]));
  return {
    ...question,
    options: optionOrder.map((key, index) => ({ number: index + 1, text: texts.get(key) ?? "" })),
    chosen: optionKey === null ? null : optionOrder.indexOf(optionKey) + 1,
  };
}
