/** Sessions and attendance over the API. */
import { z } from "zod";
import { cancelSession, changeSession } from "~/domain/cohorts/commands/change-session.server";
import { importRows } from "~/domain/cohorts/commands/import-attendance.server";
import { scheduleSession } from "~/domain/cohorts/commands/schedule-session.server";
import {
  AttendanceBody,
  CancellationForm,
  CohortParams,
  SessionBody,
  SessionParams,
} from "~/domain/cohorts/input.server";
import { getAttendanceMatrix } from "~/domain/cohorts/queries/attendance-matrix.server";
import { listMySessions } from "~/domain/cohorts/queries/my-sessions.server";
import { getTimetable } from "~/domain/cohorts/queries/sessions.server";
import { defineApi } from "../api.server";

const Times = z.object({
  id: z.uuid(),
  title: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  zone: z.string(),
  state: z.enum(["to_come", "running", "over", "cancelled"]),
  cancelReason: z.string().nullable(),
});
const Session = Times.extend({
  room: z.string().nullable(),
  module: z.string().nullable(),
  note: z.string(),
  trainers: z.array(z.object({ personId: z.uuid(), name: z.string() })),
  fallbackStartsAt: z.string().nullable(),
  fallbackEndsAt: z.string().nullable(),
  revision: z.number().int(),
  marked: z.number().int(),
});
const MySession = Times.extend({
  cohortId: z.uuid(),
  cohort: z.string(),
  place: z.string(),
  joiningLink: z.string().nullable(),
  note: z.string(),
  trainers: z.array(z.string()),
  teaching: z.boolean(),
  standing: z.string().nullable(),
});

const common = { area: "sessions", scope: "cohorts:read" } as const;
const writes = { area: "sessions", scope: "cohorts:write", method: "POST" } as const;

export const sessionsApi = [
  defineApi(
    {
      ...common,
      id: "listMySessions",
      path: "/my-sessions",
      summary:
        "Sessions the token's person has a seat in or teaches: to come, and of the last year",
      output: z.object({
        zone: z.string(),
        coming: z.array(MySession),
        past: z.array(MySession),
      }),
    },
    ({ actor }) => listMySessions(actor),
  ),
  defineApi(
    {
      ...common,
      id: "listSessions",
      path: "/cohorts/{cohortId}/sessions",
      summary: "A cohort's timetable, for the academy that teaches it",
      params: CohortParams,
      output: z.object({ participants: z.number().int(), sessions: z.array(Session) }),
    },
    ({ actor, params }) => getTimetable(actor, params.cohortId),
  ),
  defineApi(
    {
      ...writes,
      id: "scheduleSession",
      path: "/cohorts/{cohortId}/sessions",
      summary:
        "Schedules one session a day at local times of `zone`; clashes are refused unless saveAnyway is true",
      params: CohortParams,
      body: SessionBody,
      output: z.object({ sessionIds: z.array(z.uuid()) }),
    },
    ({ actor, params, body }) => scheduleSession(actor, params.cohortId, body),
  ),
  defineApi(
    {
      ...writes,
      id: "changeSession",
      path: "/cohorts/{cohortId}/sessions/{sessionId}",
      summary: "Brings a session to what is sent, if `revision` is still the one that was read",
      params: SessionParams,
      body: SessionBody,
      output: z.object({ changed: z.boolean() }),
    },
    ({ actor, params, body }) => changeSession(actor, params, body),
  ),
  defineApi(
    {
      ...writes,
      id: "cancelSession",
      path: "/cohorts/{cohortId}/sessions/{sessionId}/cancellation",
      summary:
        "Cancels a session with a reason that everybody invited is told; again changes nothing",
      params: SessionParams,
      body: CancellationForm,
      output: z.object({}),
    },
    ({ actor, params, body }) => cancelSession(actor, params, body.reason),
  ),
];

const AttendanceRow = z.object({
  nominationId: z.uuid(),
  fullName: z.string(),
  country: z.string(),
  hasSeat: z.boolean(),
  /** In the order of `sessions`. */
  cells: z.array(z.object({ standing: z.string(), minutes: z.number().nullable() })),
  attended: z.number().int(),
  total: z.number().int(),
});

export const attendanceApi = [
  defineApi(
    {
      ...common,
      id: "getAttendance",
      path: "/cohorts/{cohortId}/attendance",
      summary: "Everybody against every session, with the minutes attended and counted",
      params: CohortParams,
      output: z.object({ sessions: z.array(Times), rows: z.array(AttendanceRow) }),
    },
    ({ actor, params }) => getAttendanceMatrix(actor, params.cohortId),
  ),
  defineApi(
    {
      ...writes,
      id: "markAttendance",
      path: "/cohorts/{cohortId}/attendance",
      summary: "Writes marks of many sessions, all or none; the same again changes nothing",
      params: CohortParams,
      body: AttendanceBody,
      output: z.object({
        new: z.number().int(),
        same: z.number().int(),
        correction: z.number().int(),
      }),
    },
    ({ actor, params, body: { rows, reason } }) =>
      importRows(actor, params.cohortId, {
        rows: rows.map((row, index) => ({
          ...{ ...row, line: index + 1 },
          minutes: row.minutes === undefined ? "" : String(row.minutes),
        })),
        reason,
      }),
  ),
];
