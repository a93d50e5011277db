/** Recording what a partner plans elsewhere. */
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { CheckboxGroup, Form, Select, TextInput } from "~/ui/form";
import type { FormRefusal } from "~/web/refusal";
import type { Choice } from "./cohort-values";

type OfferFormProps = {
  choices: Record<"providers" | "curricula" | "professions" | "countries", Choice[]>;
  refusal: FormRefusal | undefined;
};

const options = (choices: Choice[]) =>
  choices.map(({ key, title }) => ({ value: key, label: title }));

export function OfferForm({ choices, refusal }: OfferFormProps) {
  const { t } = useTranslation("cohorts");
  return (
    <Form refusal={refusal} namespace="cohorts">
      <Select
        name="providerId"
        label={t("offers.provider")}
        placeholder="—"
        options={options(choices.providers)}
      />
      <TextInput name="title" label={t("offers.titleField")} />
      <Select
        name="curriculumKey"
        label={t("offers.curriculum")}
        hint={t("offers.curriculumHint")}
        placeholder={t("offers.none")}
        options={options(choices.curricula)}
      />
      <div className="field-pair">
        <TextInput name="startsOn" type="date" label={t("offers.startsOn")} />
        <TextInput name="endsOn" type="date" label={t("offers.endsOn")} />
      </div>
      {(["professions", "countries"] as const).map((name) => (
        <details key={name} className="disclosure" open={Boolean(refusal)}>
          <summary>{t(`form.${name}`)}</summary>
          <CheckboxGroup
            name={name}
            label={t(`form.${name}`)}
            hint={t(`form.${name}Hint`)}
            options={options(choices[name])}
          />
        </details>
      ))}
      <TextInput name="place" label={t("offers.place")} />
      <TextInput name="source" label={t("offers.source")} hint={t("offers.sourceHint")} />
      <div>
        <Button>{t("offers.submit")}</Button>
      </div>
    </Form>
  );
}
