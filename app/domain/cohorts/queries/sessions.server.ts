/** A cohort's timetable as its academy works with it. */
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { minutesBetween, thresholdOf } from "../attendance";
import { opensAt } from "../code-window";
import type { CohortRecord } from "../cohort.server";
import { localTimeAt } from "../local-time";
import { cohortPages } from "../policy";
import type {
  CohortHeading,
  CohortModule,
  CohortPage,
  FeedRow,
  SessionFields,
  SessionFormView,
  SessionHeading,
  SessionState,
  TimetableRow,
} from "../schema";
import {
  cohortToTeach,
  getSession,
  listMeetingModules,
  listRooms,
  listSessions,
  listTrainers,
  type SessionRecord,
  type SessionRef,
} from "../session.server";
import type { Interval } from "../session-times";

export type Timetable = {
  cohort: CohortHeading & { pages: CohortPage[] };
  participants: number;
  sessions: TimetableRow[];
  thresholds: { title: string; percent: number }[];
  feeds: FeedRow[];
};

/** Throws not_found/unknown_cohort, forbidden/may_not_teach. */
export function getTimetable(
  actor: Actor,
  cohortId: string,
  clock: Clock = systemClock,
): Promise<Timetable> {
  return withActor(actor, async (db, fresh) => {
    const now = clock.now();
    const cohort = await cohortToTeach(db, fresh, cohortId, now);
    const sessions = await listSessions(db, cohortId);
    const modules = await listMeetingModules(db, cohort);
    const counts = await countsOf(db, cohortId);
    const feeds = await db.calendarFeed.findMany({
      where: { cohortId },
      select: { id: true, createdAt: true, revokedAt: true },
      orderBy: { createdAt: "desc" },
    });
    const rows = sessions.map((session) => rowOf(session, modules, counts, now));
    return {
      cohort: { ...headingOf(cohort), pages: cohortPages(fresh, cohort) },
      participants: counts[0]?.participants ?? 0,
      sessions: rows,
      thresholds: modules
        .filter(({ kind }) => kind === "workshop")
        .map(({ title, attendancePercent }) => ({
          title,
          percent: thresholdOf(cohort.attendancePercent, attendancePercent),
        })),
      feeds,
    };
  });
}

export const headingOf = (cohort: CohortRecord): CohortHeading => ({
  ...{ id: cohort.id, code: cohort.code, title: cohort.title },
  ...{ zone: cohort.zone, academy: cohort.organisation },
  mayChange: !["template", "cancelled", "closed"].includes(cohort.state),
});

type Counts = {
  sessionId: string | null;
  marked: number;
  sheets: number;
  room: string | null;
  participants: number;
};

const countsOf = (db: ActorDb, cohortId: string) => db.$queryRaw<Counts[]>`
  select s.id as "sessionId", p.participants, concat_ws(', ', r.name, v.name) as room,
    (select count(*)::int from attendance a where a.session_id = s.id and a.corrects_id is null) as marked,
    (select count(*)::int from sign_in_sheet h where h.session_id = s.id) as sheets
  from (select count(*)::int as participants from nomination n where n.cohort_id = ${cohortId}::uuid and n.status = 'booked') p
  left join cohort_session s on s.cohort_id = ${cohortId}::uuid left join room r on r.id = s.room_id left join venue v on v.id = r.venue_id`;

function rowOf(
  { joiningLink: _l, cancelledAt, roomId, moduleId, ...session }: SessionRecord,
  modules: readonly CohortModule[],
  counts: readonly Counts[],
  now: Date,
): TimetableRow {
  const count = counts.find(({ sessionId }) => sessionId === session.id);
  return {
    ...session,
    room: roomId ? (count?.room ?? null) : null,
    module: modules.find(({ id }) => id === moduleId)?.title ?? null,
    state: stateOf({ ...session, cancelledAt }, now),
    hasFallback: session.fallbackStartsAt !== null,
    marked: count?.marked ?? 0,
    sheets: count?.sheets ?? 0,
  };
}

export function stateOf(
  session: Pick<SessionRecord, "startsAt" | "endsAt" | "cancelledAt">,
  now: Date,
): SessionState {
  if (session.cancelledAt) return "cancelled";
  if (now >= session.endsAt) return "over";
  return now >= opensAt(session) ? "running" : "to_come";
}

/** The cohort alone, for a page about all its sessions. Throws as getTimetable. */
export const getCohortToTeach = (
  actor: Actor,
  cohortId: string,
  clock: Clock = systemClock,
): Promise<CohortHeading> =>
  withActor(actor, async (db, fresh) =>
    headingOf(await cohortToTeach(db, fresh, cohortId, clock.now())),
  );

export type SessionPage = {
  cohort: CohortHeading;
  session: SessionHeading;
  fallback: Interval | null;
};

/** One session, before something is done about it. Throws as getTimetable, and not_found/unknown_session. */
export function getSessionPage(
  actor: Actor,
  ref: SessionRef,
  clock: Clock = systemClock,
): Promise<SessionPage> {
  return withActor(actor, async (db, fresh) => {
    const now = clock.now();
    const cohort = await cohortToTeach(db, fresh, ref.cohortId, now);
    const session = await getSession(db, ref);
    const { fallbackStartsAt: startsAt, fallbackEndsAt: endsAt } = session;
    const fallback = startsAt && endsAt ? { startsAt, endsAt } : null;
    return { cohort: headingOf(cohort), session: sessionHeading(session, now), fallback };
  });
}

export const sessionHeading = (session: SessionRecord, now: Date): SessionHeading => {
  const { id, title, startsAt, endsAt, zone, cancelReason, trainers } = session;
  return {
    ...{ id, title, startsAt, endsAt, zone, cancelReason, trainers },
    state: stateOf(session, now),
    minutes: minutesBetween(session),
  };
};

/** The form for a new session (`sessionId` null) or for one that is there. Throws as getTimetable, and not_found/unknown_session. */
export function getSessionForm(
  actor: Actor,
  { cohortId, sessionId }: { cohortId: string; sessionId: string | null },
  clock: Clock = systemClock,
): Promise<SessionFormView> {
  return withActor(actor, async (db, fresh) => {
    const cohort = await cohortToTeach(db, fresh, cohortId, clock.now());
    const session = sessionId ? await getSession(db, { cohortId, sessionId }) : null;
    const modules = await listMeetingModules(db, cohort);
    return {
      cohort: headingOf(cohort),
      fields: session ? fieldsOf(session) : blankFields(cohort, modules),
      cancelled: session?.cancelledAt != null,
      rooms: await listRooms(db, cohort.organisationId, sessionId),
      trainers: await listTrainers(db, cohort.organisationId, sessionId),
      modules,
      zones: await zonesOf(db, [session?.zone ?? cohort.zone, cohort.zone]),
    };
  });
}

async function zonesOf(db: ActorDb, first: readonly string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ zone: string }[]>`
    select distinct zone from country order by zone`;
  return [...new Set([...first, ...rows.map(({ zone }) => zone)])];
}

function fieldsOf(session: SessionRecord): SessionFields {
  const { title, zone, note, revision, fallbackStartsAt } = session;
  const start = localTimeAt(zone, session.startsAt);
  return {
    ...{ title, zone, note, revision, startsOn: start.on, startTime: start.at },
    endTime: localTimeAt(zone, session.endsAt).at,
    fallbackOn: fallbackStartsAt ? localTimeAt(zone, fallbackStartsAt).on : "",
    moduleId: session.moduleId ?? "",
    roomId: session.roomId ?? "",
    joiningLink: session.joiningLink ?? "",
    trainerIds: session.trainers.map(({ personId }) => personId),
  };
}

const blankFields = (cohort: CohortRecord, modules: readonly CohortModule[]): SessionFields => ({
  ...{ title: "", zone: cohort.zone, startsOn: cohort.startsOn ?? "", note: "", revision: 0 },
  ...{ startTime: "09:00", endTime: "12:00", fallbackOn: "", roomId: "", joiningLink: "" },
  trainerIds: [],
  moduleId: modules.filter(({ kind }) => kind === "workshop")[0]?.id ?? "",
});
