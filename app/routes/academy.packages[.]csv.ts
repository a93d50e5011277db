import { PackageListQuery } from "~/domain/packages/input.server";
import { listPackages } from "~/domain/packages/queries.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", query: PackageListQuery },
  async ({ actor, query }) => {
    const { packages } = await listPackages(actor, query);
    return csvResponse(
      "packages",
      packages.map((row) => ({ ...row, importedAt: row.importedAt.toISOString() })),
    );
  },
);
