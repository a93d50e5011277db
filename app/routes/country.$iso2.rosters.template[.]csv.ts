import { CountryRostersParams } from "~/domain/cohorts/input.server";
import { defineLoader } from "~/web/define.server";
import { templateFile } from "~/web/roster-files.server";

export const loader = defineLoader(
  { access: "signed-in", params: CountryRostersParams },
  ({ params }) => templateFile(params.iso2),
);
