import { CountryParams } from "~/domain/gap-analysis/input.server";
import { getCountryPage } from "~/domain/gap-analysis/queries.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: CountryParams },
  async ({ actor, params }) => {
    const { standards, cells } = await getCountryPage(actor, params.iso2);
    return csvResponse(
      `standards-${params.iso2}`,
      standards.map((s) => {
        const cell = cells[s.key];
        const exact = cell?.exact;
        return {
          standard: s.key,
          area: s.specificArea,
          title: s.title,
          status: cell?.status,
          certified: exact?.numerator,
          extended: exact?.extended,
          required: exact?.required,
          shortfall: exact?.shortfall,
          expiring90: exact?.expiring90,
          expiring180: exact?.expiring180,
          lapsed: exact?.lapsed,
          flags: cell?.flags.join(" "),
        };
      }),
    );
  },
);
