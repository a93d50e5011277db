import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { completeByInstructor } from "~/domain/learning/commands/complete-by-instructor.server";
import { CompletionInput, LearnerParams } from "~/domain/packages/input.server";
import { getSettings } from "~/domain/packages/queries/settings.server";
import { Button } from "~/ui/button";
import { Form, TextArea } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: LearnerParams },
  async ({ actor, params, t }) => ({
    view: await getSettings(actor, params),
    packageId: params.packageId,
    documentTitle: t("packages:learners.documentTitle"),
  }),
);

export const action = defineAction(
  { access: "signed-in", params: LearnerParams, form: CompletionInput },
  async ({ actor, params, form }) => {
    await completeByInstructor(actor, { ...params, ...form });
    return redirectWith(
      `/academy/packages/${params.packageId}/learners`,
      "packages:flash.completedByInstructor",
    );
  },
);

export default function CompleteForLearner() {
  const { t } = useTranslation("packages");
  const { view, packageId } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const title = t("learners.completeTitle", {
    module: view.package?.title,
    name: view.learner?.name,
  });
  return (
    <>
      <PageHeader
        title={title}
        status={t("learners.completeStatus")}
        breadcrumbs={[
          { label: t("list.title"), to: "/academy/packages" },
          { label: t("detail.learners"), to: `/academy/packages/${packageId}/learners` },
          { label: title },
        ]}
      />
      <Form refusal={refusal} namespace="packages">
        <TextArea
          name="reason"
          label={t("learners.reason")}
          hint={t("learners.reasonHint")}
          rows={3}
          maxLength={1000}
        />
        <div>
          <Button>{t("learners.submit")}</Button>
        </div>
      </Form>
    </>
  );
}
