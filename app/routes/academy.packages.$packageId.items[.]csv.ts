import { ItemAnalysisQuery } from "~/domain/learning/input.server";
import { getItemAnalysis } from "~/domain/learning/queries/item-analysis.server";
import { PackageParams } from "~/domain/packages/input.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: PackageParams, query: ItemAnalysisQuery },
  async ({ actor, params, query }) => {
    const { items } = await getItemAnalysis(actor, { ...params, ...query });
    return csvResponse(
      "questions",
      items.map(({ choices, ...item }) => ({
        ...item,
        choices: choices
          .map(({ response, people }) => `${response}: ${people ?? "<5"}`)
          .join(" | "),
      })),
    );
  },
);
