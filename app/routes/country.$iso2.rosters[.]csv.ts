import { CountryRostersParams } from "~/domain/cohorts/input.server";
import { listCountryRosters } from "~/domain/cohorts/queries/rosters.server";
import { defineLoader } from "~/web/define.server";
import { importsFile } from "~/web/roster-files.server";

export const loader = defineLoader(
  { access: "signed-in", params: CountryRostersParams },
  async ({ actor, params, t }) =>
    importsFile(t, (await listCountryRosters(actor, params.iso2)).imports),
);
