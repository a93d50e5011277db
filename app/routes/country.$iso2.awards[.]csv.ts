import { z } from "zod";
import { listAwards } from "~/domain/certification/queries.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: z.object({ iso2: z.string().length(2) }) },
  async ({ actor, params }) => {
    const { awards } = await listAwards(actor, { country: params.iso2, page: 1 });
    return csvResponse(
      `awards-${params.iso2}`,
      awards.map(({ number, holder, certification, state, from, to, assurance, ...more }) => ({
        number,
        holder,
        certification,
        state,
        from,
        to,
        assurance,
        scope: more.covered ? "full" : "core only",
        extendedTo: more.extension?.to,
        extendedBecauseOf: more.extension?.because.join("; "),
      })),
    );
  },
);
