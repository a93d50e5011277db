/** For the worker: somebody who was nominated learns that the dates or the place of their cohort changed. */
import type { Branch } from "~/domain/kernel/country";
import { dayOf } from "~/domain/kernel/days";
import { writeMessage } from "~/domain/notifications/commands/write-message.server";
import type { MessageValue } from "~/domain/notifications/schema";
import { type ActorDb, withJob } from "~/platform/db/doors.server";

type Changed = { nominationId: string; what: string[] };

type Row = {
  personId: string | null;
  email: string;
  name: string;
  country: string;
  branch: Branch;
  alive: boolean;
  cohortId: string;
  cohort: string;
  academy: string;
  startsOn: Date | null;
  endsOn: Date | null;
  place: string | null;
  mode: string;
};

/** Says how it stands now, whatever changed since; nothing to somebody who has left meanwhile. */
export const tellCohortChanged = (outboxId: string, changed: Changed): Promise<void> =>
  withJob(outboxId, async (db) => {
    const row = await nominee(db, changed.nominationId);
    if (!row?.alive) return;
    const { personId, email, name, country, branch, cohort, academy } = row;
    await writeMessage(db, {
      ...(personId ? { personId } : { email, name, country, branch }),
      ...{ cause: outboxId, kind: "announcement" },
      values: {
        ...{ cohort, from: academy, link: `/cohorts/${row.cohortId}` },
        title: { key: "cohorts:mail.changed.title" },
        text: { key: "cohorts:mail.changed.text", with: standingNow(row, changed.what) },
      },
    });
  });

const standingNow = (row: Row, what: readonly string[]): Record<string, MessageValue> => ({
  what: { key: `cohorts:mail.changed.${what.join("_and_")}` },
  when: whenOf(row) ?? { key: "cohorts:mail.changed.noDates" },
  where: row.place ?? { key: `cohorts:modes.${row.mode}` },
});

async function nominee(db: ActorDb, nominationId: string): Promise<Row | undefined> {
  const [row] = await db.$queryRaw<Row[]>`
    select n.person_id as "personId", n.email, n.full_name as name, n.country, n.branch, n.cohort_id as "cohortId", c.title as cohort, c.mode,
      n.status in ('requested', 'approved', 'booked', 'waitlisted') as alive, o.name as academy, c.starts_on as "startsOn", c.ends_on as "endsOn",
      coalesce(w.name || ', ' || nullif(w.address, ''), w.name, h.name) as place
    from nomination n join cohort c on c.id = n.cohort_id join organisation o on o.id = c.organisation_id left join venue w on w.id = c.venue_id
      left join country h on h.iso2 = c.host_country where n.id = ${nominationId}::uuid`;
  return row;
}

const whenOf = ({ startsOn, endsOn }: Row): MessageValue | null =>
  startsOn && endsOn ? { from: dayOf(startsOn), to: dayOf(endsOn) } : null;
