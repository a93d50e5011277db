import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { endTrainer } from "~/domain/cohorts/commands/trainers.server";
import { EndOnInput, TrainerParams } from "~/domain/cohorts/input.server";
import { getTrainer } from "~/domain/cohorts/queries/trainers.server";
import { Button } from "~/ui/button";
import { Form, TextInput } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: TrainerParams },
  async ({ actor, params, t }) => {
    const view = await getTrainer(actor, params.trainerId);
    return { ...view, title: t("cohorts:trainers.endTitle", view.trainer) };
  },
);

export const action = defineAction(
  { access: "signed-in", params: TrainerParams, form: EndOnInput },
  async ({ actor, params, form }) => {
    await endTrainer(actor, params.trainerId, form);
    return redirectWith("/academy/trainers", "cohorts:flash.trainerEnded");
  },
);

export default function EndTrainer() {
  const { t } = useTranslation("cohorts");
  const { today, title } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={title}
        status={t("trainers.endHint")}
        breadcrumbs={[
          { label: t("trainers.title"), to: "/academy/trainers" },
          { label: t("trainers.end") },
        ]}
      />
      <Form refusal={refusal} namespace="cohorts">
        <TextInput name="untilOn" type="date" label={t("trainers.endOn")} defaultValue={today} />
        <div className="actions">
          <Button variant="danger">{t("trainers.end")}</Button>
          <Link to="/academy/trainers">{t("form.back")}</Link>
        </div>
      </Form>
    </>
  );
}
