/** The form of a cohort: what, when and where. Who may come and how seats are given are cohort-people-fields. */
import { useTranslation } from "react-i18next";
import { LOCALES, MODES } from "~/domain/cohorts/schema";
import { RadioGroup, Select, TextArea, TextInput } from "~/ui/form";
import type { CohortChoices, CohortValues } from "./cohort-values";

type Props = { choices: CohortChoices; values: CohortValues; curriculumFixed: boolean };

export function WhatFields({ choices, values, curriculumFixed }: Props) {
  const { t } = useTranslation("cohorts");
  return (
    <section className="form-section">
      <h2>{t("form.what")}</h2>
      {curriculumFixed ? (
        <input type="hidden" name="curriculumVersionId" value={values.curriculumVersionId} />
      ) : (
        <Select
          name="curriculumVersionId"
          label={t("form.curriculum")}
          placeholder="—"
          defaultValue={values.curriculumVersionId}
          options={choices.curricula.map(({ id, key, title, version }) => ({
            value: id,
            label: `${key} ${version} · ${title}`,
          }))}
        />
      )}
      <TextInput
        name="title"
        label={t("form.title")}
        hint={t("form.titleHint")}
        defaultValue={values.title}
      />
      <TextArea name="summary" label={t("form.summary")} defaultValue={values.summary} />
      <Select
        name="locale"
        label={t("form.locale")}
        defaultValue={values.locale}
        options={LOCALES.map((locale) => ({ value: locale, label: t(`locales.${locale}`) }))}
      />
    </section>
  );
}

export function WhenFields({ choices, values }: Omit<Props, "curriculumFixed">) {
  const { t } = useTranslation("cohorts");
  return (
    <section className="form-section">
      <h2>{t("form.when")}</h2>
      <RadioGroup
        name="mode"
        label={t("form.mode")}
        defaultValue={values.mode}
        options={MODES.map((mode) => ({
          ...{ value: mode, label: t(`modes.${mode}`), hint: t(`modeHints.${mode}`) },
        }))}
      />
      <p className="field-hint">{t("form.whenHint")}</p>
      <Days values={values} from="startsOn" to="endsOn" />
      <p className="field-hint">{t("form.fallbackHint")}</p>
      <Days values={values} from="fallbackStartsOn" to="fallbackEndsOn" />
      <div className="field-pair">
        <Select
          name="hostCountry"
          label={t("form.hostCountry")}
          hint={t("form.hostCountryHint")}
          placeholder={t("form.ownCountry")}
          defaultValue={values.hostCountry ?? ""}
          options={choices.countries.map(({ key, title }) => ({ value: key, label: title }))}
        />
        <Select
          name="venueId"
          label={t("form.venue")}
          placeholder={t("form.noVenue")}
          defaultValue={values.venueId ?? ""}
          options={choices.venues.map(({ id, name, country }) => ({
            value: id,
            label: `${name} (${country})`,
          }))}
        />
      </div>
    </section>
  );
}

type DayName = "startsOn" | "endsOn" | "fallbackStartsOn" | "fallbackEndsOn";

function Days({ values, from, to }: { values: CohortValues; from: DayName; to: DayName }) {
  const { t } = useTranslation("cohorts");
  return (
    <div className="field-pair">
      {[from, to].map((name) => (
        <TextInput
          key={name}
          type="date"
          name={name}
          label={t(`form.${name}`)}
          defaultValue={values[name] ?? ""}
        />
      ))}
    </div>
  );
}
