/**
 * A table of attendance, as another system or a spreadsheet writes it, read row by row against the cohort: who is meant, which session,
 * which mark, and what writing it would do. Pure, so that what is previewed is what is applied.
 */
import { minutesBetween } from "./attendance";
import { opensAt } from "./code-window";
import { localTimeAt } from "./local-time";
import { type Mark, type NewMark, type StandingMark, sameMark, toWrite } from "./marking";
import { ATTENDANCE_MARKS, type AttendanceMark, type RowProblem, type ShownRow } from "./schema";
import type { Interval } from "./session-times";

export type RowSession = Interval & { id: string; title: string; zone: string; cancelled: boolean };
export type RowPerson = { nominationId: string; email: string; fullName: string };
export type Known = {
  /** In the order of the timetable: a session may be named by its number. */
  sessions: readonly RowSession[];
  people: readonly RowPerson[];
  standing: readonly (StandingMark & { sessionId: string })[];
  now: Date;
};

/** As typed, with the line of the file they stand on. */
export type RawRow = { line: number; who: string; session: string; mark: string; minutes: string };

/** A row as it is shown, and what is to be written for it. */
export type ReadRow = ShownRow & { write: (NewMark & { sessionId: string }) | null };

const WORDS: Record<AttendanceMark, readonly string[]> = {
  present: ["present", "p", "yes", "y", "attended"],
  partial: ["partial", "part", "late"],
  absent: ["absent", "a", "no", "n", "no-show", "no show"],
  excused: ["excused", "e"],
};

export function readRows(raw: readonly RawRow[], known: Known): ReadRow[] {
  const earlier = new Map<string, Mark>();
  return raw.map((row) => readRow(row, known, earlier));
}

function readRow(raw: RawRow, known: Known, earlier: Map<string, Mark>): ReadRow {
  const person = personOf(raw.who, known.people);
  const session = sessionOf(raw.session, known.sessions);
  const mark = markOf(raw);
  const named = {
    line: raw.line,
    who: typeof person === "string" ? raw.who : person.fullName,
    session: typeof session === "string" ? raw.session : session.title,
    mark: typeof mark === "string" ? raw.mark : mark.mark,
    minutes: typeof mark === "string" ? null : mark.minutes,
  };
  const refuse = (problem: RowProblem): ReadRow => ({
    ...{ ...named, problem, before: null, write: null },
    outcome: "problem",
  });
  if (typeof person === "string") return refuse(person);
  if (typeof session === "string") return refuse(session);
  if (typeof mark === "string") return refuse(mark);
  const unfit = unfitFor(session, mark, known.now);
  if (unfit) return refuse(unfit);
  const place = `${session.id} ${person.nominationId}`;
  const twice = earlier.get(place);
  if (twice && !sameMark(twice, mark)) return refuse("row_twice");
  earlier.set(place, mark);
  const before = standingAt(known, session.id, person.nominationId);
  const write = twice ? null : toWrite({ ...mark, nominationId: person.nominationId }, before);
  return {
    ...{ ...named, problem: null, before: before ? plain(before) : null },
    outcome: !write ? "same" : write.correctsId ? "correction" : "new",
    write: write && { ...write, sessionId: session.id },
  };
}

const plain = ({ mark, minutes }: Mark): Mark => ({ mark, minutes });
const folded = (text: string) => text.trim().toLowerCase();

function personOf(who: string, people: readonly RowPerson[]): RowPerson | RowProblem {
  const wanted = folded(who);
  if (!wanted) return "who_missing";
  const found = people.find(
    ({ email, nominationId }) => email === wanted || nominationId === wanted,
  );
  return found ?? "unknown_person";
}

/** By its id, its number in the timetable, its title, its day, or its day and time, in the session's own zone. */
function sessionOf(text: string, sessions: readonly RowSession[]): RowSession | RowProblem {
  const wanted = folded(text);
  if (!wanted) return "session_missing";
  const numbered = /^#?(\d{1,3})$/.exec(wanted)?.[1];
  const found = numbered
    ? sessions.filter((_, index) => index + 1 === Number(numbered))
    : sessions.filter((session) => namesOf(session).includes(wanted));
  const [session, other] = found.length > 1 ? found.filter((one) => !one.cancelled) : found;
  if (!session) return "unknown_session";
  if (other) return "session_ambiguous";
  return session.cancelled ? "session_cancelled" : session;
}

function namesOf({ id, title, zone, startsAt }: RowSession): string[] {
  const { on, at } = localTimeAt(zone, startsAt);
  return [id, folded(title), on, `${on} ${at}`, `${on}t${at}`];
}

function markOf({ mark: text, minutes: typed }: RawRow): Mark | RowProblem {
  const wanted = folded(text);
  const mark = ATTENDANCE_MARKS.find((one) => WORDS[one].includes(wanted));
  if (!mark) return "unknown_mark";
  if (mark !== "partial") return { mark, minutes: null };
  return /^\d{1,4}$/.test(typed.trim()) ? { mark, minutes: Number(typed) } : "minutes_missing";
}

function unfitFor(session: RowSession, { mark, minutes }: Mark, now: Date): RowProblem | null {
  if (minutes !== null && minutes < 1) return "minutes_missing";
  if (minutes !== null && minutes >= minutesBetween(session)) return "minutes_too_many";
  return mark !== "excused" && now < opensAt(session) ? "not_begun" : null;
}

const standingAt = ({ standing }: Known, sessionId: string, nominationId: string) =>
  standing.find((one) => one.sessionId === sessionId && one.nominationId === nominationId);
