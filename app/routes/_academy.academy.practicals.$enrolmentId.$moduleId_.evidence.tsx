import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { attachEvidence } from "~/domain/assessment/commands/attach-evidence.server";
import { EvidenceForm, EvidenceQuery, PracticalParams } from "~/domain/assessment/input.server";
import { getPractical } from "~/domain/assessment/queries/practicals.server";
import { invalid } from "~/domain/kernel/errors";
import { EvidenceInputs, EvidenceList } from "~/ui/assessment/evidence";
import { practicalPath } from "~/ui/assessment/marking";
import { Button } from "~/ui/button";
import { Form, TextArea } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineLoader } from "~/web/define.server";
import { evidenceLimits } from "~/web/evidence.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";
import { defineUploads, parseFields } from "~/web/upload-action.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: PracticalParams, query: EvidenceQuery },
  async ({ actor, params, query, t }) => {
    const practical = await getPractical(actor, params);
    const own = practical.history.filter((signed) => signed.isOwn);
    const signed = own.find(({ id }) => id === query.of) ?? own[0] ?? null;
    return { practical, signed, documentTitle: t("practicals:addEvidence.documentTitle") };
  },
);

export const action = defineUploads(
  { params: PracticalParams, limits: evidenceLimits },
  async ({ actor, params, fields, files }) => {
    const { assessmentId, evidenceNote: note } = parseFields(EvidenceForm, fields);
    if (files.length === 0) throw invalid("evidence_missing", { field: "evidence" });
    await attachEvidence(actor, { ...params, assessmentId, files, note });
    return redirectWith(practicalPath(params), "practicals:flash.evidence");
  },
);

export default function AddEvidence() {
  const { t } = useTranslation("practicals");
  const { practical, signed } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const to = practicalPath(practical);
  return (
    <>
      <PageHeader
        title={t("addEvidence.title")}
        status={t(signed ? "addEvidence.status" : "addEvidence.nothingSigned")}
        breadcrumbs={[{ label: practical.fullName, to }, { label: t("addEvidence.title") }]}
      />
      {signed && (
        <Form encType="multipart/form-data" refusal={refusal} namespace="assessment">
          <input type="hidden" name="assessmentId" value={signed.id} />
          <EvidenceList files={signed.evidence} />
          <EvidenceInputs />
          <TextArea
            name="evidenceNote"
            label={t("addEvidence.note")}
            hint={t("addEvidence.noteHint")}
            maxLength={2000}
          />
          <div>
            <Button>{t("addEvidence.submit")}</Button>
          </div>
        </Form>
      )}
    </>
  );
}
