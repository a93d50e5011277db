import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { addTrainer } from "~/domain/cohorts/commands/trainers.server";
import { NewTrainerInput } from "~/domain/cohorts/input.server";
import { listTrainers } from "~/domain/cohorts/queries/trainers.server";
import { canSeePeople } from "~/domain/identity/policy";
import { Card } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { AcademyField } from "~/ui/cohorts/academy-field";
import { AcademyNav } from "~/ui/cohorts/academy-nav";
import { StaffTable } from "~/ui/cohorts/staff-table";
import { TrainersTable } from "~/ui/cohorts/trainers-table";
import { Form, TextInput } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader({ access: "signed-in" }, async ({ actor, t }) => ({
  ...(await listTrainers(actor)),
  maySeePeople: canSeePeople(actor),
  title: t("cohorts:trainers.documentTitle"),
}));

export const action = defineAction(
  { access: "signed-in", form: NewTrainerInput },
  async ({ actor, form }) => {
    await addTrainer(actor, form);
    return redirectWith("/academy/trainers", "cohorts:flash.trainerListed");
  },
);

export default function Trainers() {
  const { t } = useTranslation("cohorts");
  const { academies, trainers, staff, today, maySeePeople } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const managed = academies.filter((academy) => academy.mayManage);
  const live = trainers.filter((trainer) => !trainer.untilOn || trainer.untilOn >= today).length;
  return (
    <>
      <PageHeader title={t("trainers.title")} status={t("trainers.status", { count: live })} />
      <AcademyNav current="trainers" />
      <TrainersTable trainers={trainers} mayEnd={managed.length > 0} />
      {managed.length > 0 && (
        <Card>
          <h2>{t("trainers.add")}</h2>
          <p className="muted">{t("trainers.addHint")}</p>
          <Form refusal={refusal} namespace="cohorts">
            <AcademyField academies={managed} />
            <TextInput name="email" type="email" label={t("trainers.email")} />
            <TextInput
              name="sinceOn"
              type="date"
              label={t("trainers.sinceOn")}
              defaultValue={today}
            />
            <div>
              <Button>{t("trainers.submit")}</Button>
            </div>
          </Form>
        </Card>
      )}
      <StaffTable staff={staff} />
      <p className="muted">
        {t("trainers.staffHint")} {maySeePeople && <Link to="/people">{t("trainers.people")}</Link>}
      </p>
    </>
  );
}
