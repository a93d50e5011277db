/** Warnings before a session is saved, with the names the academy may be told. */
import type { Day } from "~/domain/kernel/days";
import { conflict } from "~/domain/kernel/errors";
import type { ActorDb } from "~/platform/db/doors.server";
import { type Busy, type Clash, clashesOf, type Proposal } from "./clashes";
import type { CohortRecord } from "./cohort.server";
import { localTimeAt } from "./local-time";
import type { Warning } from "./schema";
import type { Chosen } from "./session.server";

/** Throws conflict/clashes with every warning, unless whoever saves has read them. */
export async function assertNothingClashes(
  db: ActorDb,
  cohort: CohortRecord,
  proposals: readonly Proposal[],
  { room, trainers }: Chosen,
  zone: string,
): Promise<void> {
  const around = await timetableAround(db, cohort.id, proposals);
  const found = proposals.flatMap((proposal) => [
    ...outsideDates(proposal, cohort, zone),
    ...clashesOf(proposal, around),
  ]);
  const [first] = proposals;
  if (first && room && room.capacity < cohort.seats)
    found.unshift({ ...plain(first), kind: "capacity", count: room.capacity });
  if (found.length === 0) return;
  const names = await namesOf(db, found, trainers);
  const warnings: Warning[] = found.map(({ ids, ...clash }) => ({
    ...clash,
    zone,
    names: ids.flatMap((id) => names.get(id) ?? []),
  }));
  throw conflict("clashes", { warnings });
}

const plain = ({ startsAt, endsAt }: Proposal) => ({
  ...{ startsAt, endsAt, title: null, cohort: null, ids: [] },
});

function outsideDates(proposal: Proposal, cohort: CohortRecord, zone: string): Clash[] {
  const { startsOn, endsOn } = cohort;
  const on: Day = localTimeAt(zone, proposal.startsAt).on;
  const inside = !startsOn || !endsOn || (on >= startsOn && on <= endsOn);
  return inside ? [] : [{ ...plain(proposal), kind: "outside_dates", count: 1 }];
}

async function timetableAround(
  db: ActorDb,
  cohortId: string,
  proposals: readonly Proposal[],
): Promise<Busy[]> {
  const times = proposals.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]);
  const [from, until] = [Math.min(...times.map(Number)), Math.max(...times.map(Number))];
  const trainers = [...new Set(proposals.flatMap(({ trainerIds }) => trainerIds))];
  return db.$queryRaw<Busy[]>`
    select session_id as "sessionId", title, cohort, starts_at as "startsAt", ends_at as "endsAt", room_id as "roomId",
      trainers as "trainerIds", learners as "learnerIds", learner_count as "learnerCount"
    from app.timetable_around(${cohortId}::uuid, ${new Date(from)}, ${new Date(until)}, ${trainers}::uuid[])`;
}

async function namesOf(
  db: ActorDb,
  found: readonly Clash[],
  trainers: Chosen["trainers"],
): Promise<Map<string, string>> {
  const learners = found.filter(({ kind }) => kind === "learners").flatMap(({ ids }) => ids);
  const rows = await db.$queryRaw<{ id: string; name: string }[]>`
    select id, full_name as name from nomination where id = any (${learners}::uuid[])`;
  return new Map([
    ...rows.map(({ id, name }): [string, string] => [id, name]),
    ...trainers.map(({ personId, name }): [string, string] => [personId, name]),
  ]);
}
