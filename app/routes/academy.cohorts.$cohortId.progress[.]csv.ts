import { CohortParams, ProgressQuery } from "~/domain/cohorts/input.server";
import { getProgress } from "~/domain/cohorts/queries/progress.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams, query: ProgressQuery },
  async ({ actor, params, query }) => {
    const { cohort, modules, people } = await getProgress(actor, params.cohortId, query);
    return csvResponse(
      `progress-${cohort.code}`,
      people.map((row) => ({
        ...{ name: row.fullName, country: row.country, profession: row.profession },
        ...{ standing: row.standing, reasons: row.reasons.map(({ why }) => why).join(" ") },
        ...{ remedy: row.remedy, attendancePercent: row.attendancePercent, missed: row.missed },
        lastActivityOn: row.lastActivityOn,
        ...Object.fromEntries(
          modules.flatMap(({ id, title, kind }) => {
            const cell = row.cells[id];
            const state = [title, cell?.state ?? ""];
            return kind === "exam" ? [state, [`${title} (%)`, cell?.score ?? null]] : [state];
          }),
        ),
        ...{ award: row.award?.number ?? null, missing: row.missing.map((m) => m.what).join(" ") },
      })),
    );
  },
);
