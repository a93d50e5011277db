import { CohortParams } from "~/domain/cohorts/input.server";
import { getAttendanceMatrix } from "~/domain/cohorts/queries/attendance-matrix.server";
import { sessionClock, sessionDay } from "~/ui/cohorts/session-time";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams },
  async ({ actor, params, t }) => {
    const { cohort, sessions, rows } = await getAttendanceMatrix(actor, params.cohortId);
    const titles = sessions.map(
      ({ title, zone, startsAt }) =>
        `${title} (${sessionDay(zone, startsAt)}, ${sessionClock(zone, startsAt)})`,
    );
    return csvResponse(
      `attendance-${cohort.code}`,
      rows.map(({ fullName, email, country, employer, hasSeat, cells, attended, total }) => ({
        [t("sessions:csv.name")]: fullName,
        [t("sessions:csv.email")]: email,
        [t("sessions:csv.country")]: country,
        [t("sessions:csv.organisation")]: employer,
        [t("sessions:csv.seat")]: hasSeat,
        ...Object.fromEntries(
          cells.map(({ standing, minutes }, index) => [
            titles[index] ?? String(index + 1),
            minutes === null ? standing : `${standing} ${minutes}`,
          ]),
        ),
        [t("sessions:csv.attended")]: attended,
        [t("sessions:csv.total")]: total,
        [t("sessions:csv.percent")]: total === 0 ? "" : Math.floor((attended * 100) / total),
      })),
    );
  },
);
