/** The receipt of a learner's work: every commit the server has accepted, by lesson and time. Nobody else's, and nobody else reads it. */
import type { Actor } from "~/domain/kernel/actor";
import { notFound } from "~/domain/kernel/errors";
import type { Organization } from "~/domain/packages/schema";
import { withActor } from "~/platform/db/doors.server";
import type { Completion } from "../schema";
import { titlesOf } from "../titles";

export type SavedEntry = {
  attempt: number;
  epoch: number;
  sequence: number;
  item: string;
  title: string;
  completion: Completion;
  /** Kept apart from what a newer window had saved. */
  setAside: boolean;
  receivedAt: Date;
};
type Row = Omit<SavedEntry, "title"> & { total: number };
type Frame = {
  title: string;
  zone: string;
  organizations: Organization[];
  lastSavedAt: Date | null;
};

/** Newest first, `size` to a page. Two statements. Throws not_found/unknown_registration. */
export function getSaved(actor: Actor, registrationId: string, page = 1, size = 50) {
  return withActor(actor, async (db) => {
    const [frame] = await db.$queryRaw<Frame[]>`
      select coalesce(m.title, v.tree ->> 'title') as title, c.zone, v.tree -> 'organizations' as organizations,
        (select max(k.received_at) from attempt a join commit_record k on k.attempt_id = a.id where a.registration_id = r.id) as "lastSavedAt"
      from registration r join package_version v on v.id = r.package_version_id join country c on c.iso2 = r.country
        left join module m on m.id = r.module_id
      where r.id = ${registrationId}::uuid and r.person_id = ${actor.personId}::uuid`;
    if (!frame) throw notFound("unknown_registration");
    const rows = await db.$queryRaw<Row[]>`
      select a.number as attempt, k.epoch, k.sequence, k.item, k.item_state ->> 'completion' as completion, k.set_aside as "setAside",
        k.received_at as "receivedAt", count(*) over ()::int as total
      from attempt a join commit_record k on k.attempt_id = a.id where a.registration_id = ${registrationId}::uuid
      order by k.received_at desc, k.epoch desc, k.sequence desc limit ${size} offset ${(page - 1) * size}`;
    const titleOf = titlesOf(frame.organizations);
    const { title, zone, lastSavedAt } = frame;
    return {
      ...{ registrationId, title, zone, lastSavedAt, total: rows[0]?.total ?? 0 },
      pages: Math.ceil((rows[0]?.total ?? 0) / size),
      entries: rows.map(
        ({ total: _, ...row }): SavedEntry => ({
          ...{ ...row, title: titleOf(row.item) },
        }),
      ),
    };
  });
}
