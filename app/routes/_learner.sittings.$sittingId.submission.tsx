import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { submitSitting } from "~/domain/assessment/commands/submit-sitting.server";
import { NoFields, SittingParams } from "~/domain/assessment/input.server";
import { getOverview } from "~/domain/assessment/queries/sitting.server";
import { ExamBar } from "~/ui/assessment/exam-bar";
import { Card } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";
import { Form } from "~/ui/form";
import { defineAction, defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: SittingParams },
  async ({ actor, params, t }) => {
    const sitting = await getOverview(actor, params.sittingId);
    if (sitting.closed) throw redirect(`/sittings/${params.sittingId}/result`);
    const documentTitle = t("assessment:submission.documentTitle", { title: sitting.title });
    return { sitting, documentTitle };
  },
);

export const action = defineAction(
  { access: "signed-in", params: SittingParams, form: NoFields },
  async ({ actor, params }) => {
    await submitSitting(actor, params);
    return redirect(`/sittings/${params.sittingId}/result`);
  },
);

export default function Submission() {
  const { t } = useTranslation("assessment");
  const { sitting } = useLoaderData<typeof loader>();
  const missing = sitting.total - sitting.answered;
  const flagged = sitting.rows.filter((row) => row.flagged).length;
  return (
    <>
      <ExamBar title={t("submission.title")} sitting={sitting} />
      <Card lead>
        <p>
          <strong>
            {missing > 0
              ? t("submission.missing", { count: missing })
              : t("submission.complete", sitting)}
          </strong>
        </p>
        {flagged > 0 && <p>{t("submission.flagged", { count: flagged })}</p>}
        <p>{t("submission.final")}</p>
        <Form>
          <div className="row">
            <Button>{t("submission.confirm")}</Button>
            <LinkButton to={`/sittings/${sitting.sittingId}/overview`} variant="secondary">
              {t("submission.back")}
            </LinkButton>
          </div>
        </Form>
      </Card>
    </>
  );
}
