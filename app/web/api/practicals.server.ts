/** Practicals over the API: whom to mark, marking, signing and evidence, by the commands and policies of the pages. */
import { z } from "zod";
import { attachEvidence } from "~/domain/assessment/commands/attach-evidence.server";
import {
  previewPractical,
  signPractical,
} from "~/domain/assessment/commands/sign-practical.server";
import {
  EvidenceFields,
  MarkingBody,
  OwnPracticalParams,
  PracticalFilter,
  PracticalParams,
  SignatureBody,
} from "~/domain/assessment/input.server";
import { listPracticals } from "~/domain/assessment/queries/practical-list.server";
import { getOwnPractical, getPractical } from "~/domain/assessment/queries/practicals.server";
import { isShown, MARKS, PARTS } from "~/domain/assessment/schema";
import type { Actor } from "~/domain/kernel/actor";
import { invalid } from "~/domain/kernel/errors";
import { defineApi, defineApiList } from "../api.server";
import { invalidFields } from "../define.server";
import { evidenceLimits } from "../evidence.server";
import { withUploads } from "../upload.server";

const outcome = z.enum(["passed", "failed"]);
const state = z.enum(["unsigned", "waiting", "disputed", ...outcome.options]);
const Evidence = z.object({
  id: z.uuid(),
  assessmentId: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  note: z.string(),
  uploadedAt: z.string(),
});
const Signed = z.object({
  id: z.uuid(),
  part: z.enum(PARTS),
  round: z.number().int(),
  assessor: z.string().nullable(),
  isOwn: z.boolean(),
  outcome,
  observedOn: z.string(),
  signedAt: z.string(),
  correctsId: z.uuid().nullable(),
  corrected: z.boolean(),
  correctionReason: z.string().nullable(),
  waiverReason: z.string().nullable(),
  moderationReason: z.string().nullable(),
  marks: z.array(
    z.object({ criterion: z.string(), mark: z.literal(MARKS), note: z.string().nullable() }),
  ),
  evidence: z.array(Evidence),
});
const Rubric = z.object({
  title: z.string(),
  brief: z.string(),
  passPercent: z.number(),
  mustPassMark: z.number().int(),
  assessors: z.number().int(),
  criteria: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      guidance: z.string(),
      /** What the marks 0, 1, 2 and 3 mean. */
      levels: z.array(z.string()),
      mustPass: z.boolean(),
    }),
  ),
});
const Judgement = z.object({
  outcome,
  points: z.number().int(),
  outOf: z.number().int(),
  missedMustPass: z.array(z.string()),
});
const Files = z.object({ files: z.array(Evidence) });

const one = "/practicals/{enrolmentId}/{moduleId}";
const reads = { area: "assessment", scope: "practicals:read", params: PracticalParams } as const;
const writes = { ...reads, scope: "practicals:write", method: "POST" } as const;

const listed = [
  defineApiList(
    {
      ...{
        id: "listPracticals",
        path: "/practicals",
        area: "assessment",
        scope: "practicals:read",
      },
      summary:
        "Whose practicals the token's person may follow, those to be marked first; for assessors and managers of an academy",
      query: PracticalFilter,
      output: z.object({
        enrolmentId: z.uuid(),
        moduleId: z.uuid(),
        fullName: z.string(),
        curriculum: z.string(),
        title: z.string(),
        state: z.enum(["to_mark", "not_ready", "second_mark", "disputed", ...outcome.options]),
        missing: z.number().int(),
        waitsForActor: z.boolean(),
        signedBy: z.array(z.string()),
        signedAt: z.string().nullable(),
      }),
    },
    async ({ actor, query, page }) => {
      const rows = (await listPracticals(actor)).filter((row) => isShown(row.state, query.show));
      return { items: rows.slice((page - 1) * 50, page * 50), total: rows.length };
    },
  ),
  defineApi(
    {
      ...{ ...reads, id: "getPractical", path: one },
      summary:
        "One learner's practical: the rubric, what is to be signed next and what was signed, of two assessors only what may be known",
      output: z.object({
        fullName: z.string(),
        curriculum: z.string(),
        title: z.string(),
        missing: z.number().int(),
        rubric: Rubric,
        state,
        part: z.enum(PARTS).nullable(),
        mayMark: z.boolean(),
        obstacle: z.string().nullable(),
        signers: z.array(
          z.object({
            part: z.enum(PARTS),
            assessor: z.string().nullable(),
            signedAt: z.string(),
          }),
        ),
        correctable: z.uuid().nullable(),
        history: z.array(Signed),
      }),
    },
    ({ actor, params }) => getPractical(actor, params),
  ),
  defineApi(
    {
      ...{ id: "getMyPractical", path: "/my-practicals/{moduleId}", area: "assessment" },
      ...{ scope: "learning:read", params: OwnPracticalParams },
      summary:
        "The token's person's own practical: what is asked, and what counts of what was said",
      output: z.object({
        curriculum: z.string(),
        title: z.string(),
        rubric: Rubric,
        state,
        signed: z.array(Signed),
      }),
    },
    ({ actor, params }) => getOwnPractical(actor, params.moduleId),
  ),
];

const signing = [
  defineApi(
    {
      ...{ ...writes, id: "considerPractical", path: `${one}/consideration` },
      summary: "What these marks would say; nothing is signed",
      body: MarkingBody,
      output: Judgement,
    },
    ({ actor, params, body }) => previewPractical(actor, { ...body, ...params }),
  ),
  defineApi(
    {
      ...{ ...writes, id: "signPractical", path: `${one}/signatures` },
      summary:
        "Signs with these marks, as the part that is next or correcting one's own; the same assessmentId again signs once",
      body: SignatureBody,
      output: Judgement.extend({ state }),
    },
    ({ actor, params, body: { confirmed: _said, ...marking } }) =>
      signPractical(actor, { ...marking, ...params }),
  ),
];

/** Every file that may be known, those of the caller's draft included. */
async function filesOf(actor: Actor, params: z.output<typeof PracticalParams>) {
  const { draft, history } = await getPractical(actor, params);
  return { files: [...draft, ...history.flatMap(({ evidence }) => evidence)] };
}

const evidence = [
  defineApi(
    {
      ...{ ...reads, id: "listPracticalEvidence", path: `${one}/evidence` },
      summary:
        "Photos and files of a practical: those of signatures that may be known, and those of one's own draft",
      output: Files,
    },
    ({ actor, params }) => filesOf(actor, params),
  ),
  defineApi(
    {
      ...{ ...writes, id: "attachPracticalEvidence", path: `${one}/evidence` },
      summary:
        "Adds photos or files to one's draft or signature `assessmentId`; to a signature with a note",
      upload: EvidenceFields,
      output: Files,
    },
    ({ actor, params, request }) =>
      withUploads(request, evidenceLimits, async ({ fields, files }) => {
        const form = EvidenceFields.safeParse(fields);
        if (!form.success) throw invalid("invalid_fields", { fields: invalidFields(form.error) });
        if (files.length === 0) throw invalid("evidence_missing", { field: "evidence" });
        await attachEvidence(actor, { ...params, ...form.data, files });
        return filesOf(actor, params);
      }),
  ),
];

export const practicalsApi = [...listed, ...signing, ...evidence];
