/** Whoever has joined is the person their nominations meant: what waited for them goes on, and nobody holds two places in one cohort. */
import { type ActorDb, withJob } from "~/platform/db/doors.server";
import { advance } from "../advance.server";
import { getCohort } from "../cohort.server";
import { getNomination } from "../nomination.server";
import { settle } from "../settle.server";
import { takesNominations } from "../state";

/** For the worker: a posting changed. The same event twice links once. */
export const linkAfter = (outboxId: string, personId: string, now: Date): Promise<void> =>
  withJob(outboxId, async (db) => {
    await db.$queryRaw`select app.link_nominations(${personId}::uuid)`;
    await withdrawDoubles(db, personId);
    const ready = await db.$queryRaw<{ id: string; cohortId: string }[]>`
      select id, cohort_id as "cohortId" from nomination where person_id = ${personId}::uuid and status = 'approved' order by cohort_id`;
    for (const { id, cohortId } of ready) {
      const cohort = await getCohort(db, cohortId, now);
      if (takesNominations(cohort.state))
        await advance(db, cohort, await getNomination(db, id), "joined", now);
    }
  });

/** Two countries may have put the same e-mail forward: the seat stays, then the place in the queue, then the older nomination. */
async function withdrawDoubles(db: ActorDb, personId: string): Promise<void> {
  const doubles = await db.$queryRaw<{ id: string }[]>`
    select id from (select n.id, n.cohort_id, row_number() over (partition by n.cohort_id
        order by array_position(array['booked', 'waitlisted', 'approved', 'requested'], n.status), n.nominated_at, n.id) as place
      from nomination n where n.person_id = ${personId}::uuid and n.status in ('booked', 'waitlisted', 'approved', 'requested')) d
    where d.place > 1 order by d.cohort_id`;
  for (const { id } of doubles) await settle(db, id, "withdrawn", "double");
}
