import { EvidenceParams } from "~/domain/assessment/input.server";
import { getEvidence } from "~/domain/assessment/queries/evidence.server";
import { defineLoader } from "~/web/define.server";
import { evidenceResponse } from "~/web/evidence.server";

export const loader = defineLoader(
  { access: "signed-in", params: EvidenceParams },
  async ({ actor, params }) => evidenceResponse(await getEvidence(actor, params.evidenceId)),
);
