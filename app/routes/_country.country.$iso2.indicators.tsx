import { redirect } from "@remix-run/node";
import { useActionData, useParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { recordIndicator } from "~/domain/gap-analysis/commands.server";
import { CountryParams, IndicatorInput } from "~/domain/gap-analysis/input.server";
import { Button } from "~/ui/button";
import { Form, TextInput } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const loader = defineLoader({ access: "signed-in", params: CountryParams }, ({ params }) =>
  redirect(`/country/${params.iso2}/milestones`),
);

export const action = defineAction(
  { access: "signed-in", params: CountryParams, form: IndicatorInput },
  async ({ actor, params, form }) => {
    await recordIndicator(actor, params.iso2, form);
    return redirectWith(`/country/${params.iso2}/milestones`, "gap-analysis:flash.stated");
  },
);

/** Shown only when the statement was refused, with what was typed. */
export default function Indicator() {
  const { t } = useTranslation("gap-analysis");
  const { iso2 } = useParams();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={t("statements.newIndicator")}
        breadcrumbs={[
          { label: t("statements.title"), to: `/country/${iso2}/milestones` },
          { label: t("statements.newIndicator") },
        ]}
      />
      <Form refusal={refusal} namespace="gap-analysis">
        <TextInput name="indicatorKey" label={t("statements.indicator")} readOnly />
        <TextInput name="value" label={t("statements.value")} inputMode="decimal" />
        <TextInput name="happenedOn" type="date" label={t("statements.happened")} />
        <TextInput name="asOfOn" type="date" label={t("statements.asOf")} />
        <TextInput name="evidence" label={t("statements.evidence")} />
        <div>
          <Button>{t("statements.submit")}</Button>
        </div>
      </Form>
    </>
  );
}
