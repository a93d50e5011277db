import { PackageParams } from "~/domain/packages/input.server";
import { getPackage } from "~/domain/packages/queries.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: PackageParams },
  async ({ actor, params, t }) => {
    const { versions } = await getPackage(actor, params.packageId);
    const rows = versions.flatMap(({ number, findings }) =>
      (findings ?? []).map(({ rule, severity, file, subject, more }) => ({
        ...{ version: number, severity, rule, file, subject, morePlaces: more },
        finding: t(`packages:findings.rule.${rule}`, { subject }),
        remedy: t(`packages:findings.remedy_of.${rule}`),
      })),
    );
    return csvResponse("package-findings", rows);
  },
);
