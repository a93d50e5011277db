import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { createCohort } from "~/domain/cohorts/commands/create-cohort.server";
import { NewCohortForm } from "~/domain/cohorts/input.server";
import { getNewCohortForm } from "~/domain/cohorts/queries/cohort-form.server";
import { Card } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { AcademyField } from "~/ui/cohorts/academy-field";
import { CohortForm } from "~/ui/cohorts/cohort-form";
import { NEW_COHORT } from "~/ui/cohorts/cohort-values";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader({ access: "signed-in" }, async ({ actor, t }) => ({
  ...(await getNewCohortForm(actor)),
  title: t("cohorts:form.newDocumentTitle"),
}));

export const action = defineAction(
  { access: "signed-in", form: NewCohortForm },
  async ({ actor, form }) => {
    const { cohortId } = await createCohort(actor, form);
    return redirectWith(`/academy/cohorts/${cohortId}`, "cohorts:flash.created");
  },
);

export default function NewCohort() {
  const { t } = useTranslation("cohorts");
  const { choices } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const crumbs = [
    { label: t("list.title"), to: "/academy/cohorts" },
    { label: t("form.newTitle") },
  ];
  return (
    <>
      <PageHeader title={t("form.newTitle")} status={t("form.newStatus")} breadcrumbs={crumbs} />
      {choices.templates.length > 0 && (
        <Card>
          <h2>{t("form.templates")}</h2>
          <div className="actions">
            {choices.templates.map(({ id, title, code }) => (
              <form key={id} method="post" action={`/academy/cohorts/${id}/copies`}>
                <Button variant="secondary">
                  {t("form.templateUse", { title: `${title} (${code})` })}
                </Button>
              </form>
            ))}
          </div>
        </Card>
      )}
      <CohortForm
        choices={choices}
        values={NEW_COHORT}
        refusal={refusal}
        submit={t("form.create")}
        before={<AcademyField academies={choices.academies} />}
      />
    </>
  );
}
