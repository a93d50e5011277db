import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { assignPackage } from "~/domain/curricula/commands.server";
import { AssignPackageInput, ModuleParams } from "~/domain/curricula/input.server";
import { getAssignment } from "~/domain/curricula/queries.server";
import { Button } from "~/ui/button";
import { Form, RadioGroup, Select, TextArea } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: ModuleParams },
  async ({ actor, params, t }) => ({
    ...(await getAssignment(actor, params.moduleId)),
    documentTitle: t("curricula:assign.documentTitle"),
  }),
);

export const action = defineAction(
  { access: "signed-in", params: ModuleParams, form: AssignPackageInput },
  async ({ actor, params, form }) => {
    const { curriculumKey } = await assignPackage(actor, { ...params, ...form });
    return redirectWith(`/catalogue/${curriculumKey}`, "curricula:flash.assigned");
  },
);

export default function AssignPackage() {
  const { t } = useTranslation("curricula");
  const { module, curriculumKey, current, packages } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={t("assign.title", module)}
        status={t("assign.status")}
        breadcrumbs={[
          { label: t("catalogue.title"), to: "/catalogue" },
          { label: curriculumKey, to: `/catalogue/${curriculumKey}` },
          { label: module.title },
        ]}
      />
      <Form refusal={refusal} namespace="curricula">
        <Select
          name="packageVersionId"
          label={t("assign.package")}
          placeholder={t("common:form.choose")}
          defaultValue={current ?? ""}
          options={packages.map((p) => ({ value: p.id, label: p.label }))}
        />
        {refusal && ("completion" in refusal.errors || "reason" in refusal.errors) && (
          <WhatCompletes />
        )}
        <div className="row">
          <Button>{t("assign.submit")}</Button>
          <Link to="/academy/packages/new">{t("assign.import")}</Link>
        </div>
      </Form>
    </>
  );
}

/** Nobody saw this version report: whoever gives it to learners says what completes it. */
function WhatCompletes() {
  const { t } = useTranslation("curricula");
  return (
    <>
      <RadioGroup
        name="completion"
        label={t("assign.completion")}
        hint={t("assign.completionHint")}
        options={["viewed", "instructor", "reported"].map((value) => ({
          value,
          label: t(`assign.completes.${value}`),
        }))}
      />
      <TextArea name="reason" label={t("assign.reason")} rows={3} maxLength={1000} />
    </>
  );
}
