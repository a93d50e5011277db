import { CountryNominationsQuery, CountryParams } from "~/domain/cohorts/input.server";
import { exportCountryNominations } from "~/domain/cohorts/queries/country-nominations.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: CountryParams, query: CountryNominationsQuery },
  async ({ actor, params, query }) => {
    const rows = await exportCountryNominations(actor, params.iso2, query);
    return csvResponse(
      `nominations-${params.iso2}`,
      rows.map((row) => ({
        code: row.code,
        training: row.cohort,
        academy: row.academy,
        starts: row.startsOn,
        name: row.fullName,
        email: row.email,
        profession: row.profession,
        employer: row.employer,
        sex: row.sex,
        status: row.status,
        since: row.statusAt.toISOString(),
        waitsFor: row.waitsFor.join(" "),
        note: row.note,
      })),
    );
  },
);
