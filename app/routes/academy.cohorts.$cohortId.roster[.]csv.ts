import { CohortParams } from "~/domain/cohorts/input.server";
import { exportCohortRoster } from "~/domain/cohorts/queries/cohort-roster.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams },
  async ({ actor, params }) => {
    const { code, rows } = await exportCohortRoster(actor, params.cohortId);
    return csvResponse(
      `roster-${code}`,
      rows.map((row) => ({
        name: row.fullName,
        email: row.email,
        country: row.country,
        profession: row.profession,
        employer: row.employer,
        sex: row.sex,
        status: row.status,
        since: row.statusAt.toISOString(),
        seat: row.seat,
        place: row.place,
        priority: row.priority,
        source: row.source,
        joined: row.joined,
        note: row.note,
      })),
    );
  },
);
