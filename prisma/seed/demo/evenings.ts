/** The evenings of the course: what was planned, who came, who came late, who was away, and a mark that was put right. */
import { markAttendance } from "~/domain/cohorts/commands/mark-attendance.server";
import { scheduleSession } from "~/domain/cohorts/commands/schedule-session.server";
import type { AttendanceMark } from "~/domain/cohorts/schema";
import { fixedClock } from "~/domain/kernel/clock";
import { addDays, type Day } from "~/domain/kernel/days";
import { asDefiner } from "../definer";
import { actorOf, type DemoContext } from "./context";

type Exception = [name: string, mark: AttendanceMark, minutes?: number];
/** Days after the first; evenings with `away` are over and marked, whoever is not named was present. */
const EVENINGS: { title: string; after: number; away?: Exception[] }[] = [
  { title: "The first minutes at a scene", after: 0, away: [["Rhea Duplessis", "partial", 95]] },
  {
    ...{ title: "What may be seized, and how", after: 2 },
    away: [
      ["Tyrell Mathurin", "absent"],
      ["Damion Ricketts", "excused"],
    ],
  },
  {
    ...{ title: "Phones and networks", after: 7 },
    away: [
      ["Tyrell Mathurin", "absent"],
      ["Claudette Gaspard", "partial", 60],
      ["Osbert Fontenelle", "absent"],
    ],
  },
  { title: "Packing and the custody form", after: 9, away: [["Tyrell Mathurin", "absent"]] },
  { title: "The victim and the report", after: 16 },
  { title: "Exercise at the scene house", after: 21 },
];
const PUT_RIGHT = { evening: 2, name: "Osbert Fontenelle" };

type Course = { cohortId: string; startsOn: Day; seats: ReadonlyMap<string, string> };

export async function holdEvenings(context: DemoContext, course: Course): Promise<void> {
  const { people, owner } = context;
  const instructor = await actorOf(people.get("instructor") ?? "");
  const before = fixedClock(new Date(`${addDays(course.startsOn, -30)}T16:00:00Z`));
  const [room] = await asDefiner<{ id: string }>(
    owner,
    "select r.id from room r join cohort c on c.organisation_id = r.organisation_id where c.id = $1 order by r.capacity desc limit 1",
    [course.cohortId],
  );
  for (const [index, { title, after, away }] of EVENINGS.entries()) {
    const startsOn = addDays(course.startsOn, after);
    const planned = { title, startsOn, startTime: "17:00", endTime: "19:30", fallbackOn: "" };
    const place = { zone: "America/St_Lucia", roomId: room?.id ?? null, joiningLink: null };
    const rest = { note: "", repeatDays: 1, skipWeekends: false, saveAnyway: true, revision: 0 };
    const trainerIds = [instructor.personId];
    const form = { ...planned, ...place, ...rest, trainerIds, moduleId: null };
    const { sessionIds } = await scheduleSession(instructor, course.cohortId, form, before);
    const ref = { cohortId: course.cohortId, sessionId: sessionIds[0] ?? "" };
    if (!away) continue;
    const sheet = { seen: [], markRest: true, fromSheet: true, reason: "" };
    const marks = away.map(([name, mark, minutes = null]) => ({
      ...{ nominationId: course.seats.get(name) ?? "", mark, minutes },
    }));
    const evening = fixedClock(new Date(`${startsOn}T23:45:00Z`));
    await markAttendance(instructor, ref, { ...sheet, marks }, evening);
    if (index === PUT_RIGHT.evening) await putRight(context, course, ref.sessionId, startsOn);
  }
}

/** The next day a letter explains an absence: the mark is corrected, and both stay on record. */
async function putRight(
  { owner, people }: DemoContext,
  { cohortId, seats }: Course,
  sessionId: string,
  on: Day,
): Promise<void> {
  const nominationId = seats.get(PUT_RIGHT.name) ?? "";
  const [absence] = await asDefiner<{ id: string }>(
    owner,
    "select id from attendance where session_id = $1 and nomination_id = $2",
    [sessionId, nominationId],
  );
  const form = {
    marks: [{ nominationId, mark: "excused" as const, minutes: null }],
    seen: [{ nominationId, markId: absence?.id ?? null }],
    ...{ markRest: false, fromSheet: false },
    reason: "On duty at the airport; his inspector wrote the next morning.",
  };
  const clock = fixedClock(new Date(`${addDays(on, 1)}T14:00:00Z`));
  const instructor = await actorOf(people.get("instructor") ?? "");
  await markAttendance(instructor, { cohortId, sessionId }, form, clock);
}
