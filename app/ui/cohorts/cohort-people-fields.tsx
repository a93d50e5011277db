/** The form of a cohort: who may come, how many from where, and how seats are given. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { APPROVAL_STEPS, ENROLMENT_WAYS, PROMOTION_RULES } from "~/domain/cohorts/schema";
import { CheckboxGroup, RadioGroup, TextInput } from "~/ui/form";
import type { Choice, CohortChoices, CohortValues } from "./cohort-values";

type Props = { choices: CohortChoices; values: CohortValues; opened?: boolean };

const options = (choices: Choice[]) =>
  choices.map(({ key, title }) => ({ value: key, label: title }));

export function WhoFields({ choices, values }: Props) {
  const { t } = useTranslation("cohorts");
  const lists = [
    ["professions", choices.professions],
    ["countries", choices.countries],
    ["prerequisites", choices.certifications.map(named)],
  ] as const;
  return (
    <section className="form-section">
      <h2>{t("form.who")}</h2>
      {lists.map(([name, all]) => (
        <Disclosure
          key={name}
          title={t(`form.${name}`)}
          note={t("form.chosen", { count: values[name].length })}
          open={values[name].length > 0}
        >
          <CheckboxGroup
            name={name}
            label={t(`form.${name}`)}
            hint={t(`form.${name}Hint`)}
            options={options(all)}
            defaultValues={values[name]}
          />
        </Disclosure>
      ))}
    </section>
  );
}

const named = ({ key, title }: Choice): Choice => ({ key, title: `${key} · ${title}` });

export function SeatFields({ choices, values, opened }: Props) {
  const { t } = useTranslation("cohorts");
  const kept = Object.values(values.quotas).reduce((sum, seats) => sum + seats, 0);
  return (
    <section className="form-section">
      <h2>{t("form.seatsTitle")}</h2>
      <TextInput
        name="seats"
        label={t("form.seats")}
        hint={t("form.seatsHint")}
        inputMode="numeric"
        defaultValue={values.seats ?? ""}
      />
      <Disclosure
        title={t("form.quotas")}
        note={t("form.quotasSum", { count: kept })}
        open={kept > 0 || Boolean(opened)}
      >
        <p className="field-hint">{t("form.quotasHint")}</p>
        <div className="number-grid">
          {choices.countries.map(({ key, title }) => (
            <TextInput
              key={key}
              name={`quotas.${key}`}
              label={title}
              inputMode="numeric"
              defaultValue={values.quotas[key] || ""}
            />
          ))}
        </div>
      </Disclosure>
    </section>
  );
}

export function HowFields({ values }: { values: CohortValues }) {
  const { t } = useTranslation("cohorts");
  return (
    <section className="form-section">
      <h2>{t("form.how")}</h2>
      <RadioGroup
        name="enrolment"
        label={t("form.enrolment")}
        defaultValue={values.enrolment}
        options={ENROLMENT_WAYS.map((way) => ({
          ...{ value: way, label: t(`enrolments.${way}`), hint: t(`enrolmentHints.${way}`) },
        }))}
      />
      <CheckboxGroup
        name="approvals"
        label={t("form.approvals")}
        hint={t("form.approvalsHint")}
        defaultValues={values.approvals}
        options={APPROVAL_STEPS.map((step) => ({ value: step, label: t(`approvals.${step}`) }))}
      />
      <DayField name="nominationsCloseOn" values={values} />
      <DayField name="quotasReleaseOn" values={values} hint={t("form.quotasReleaseHint")} />
      <DayField name="travelCutoffOn" values={values} hint={t("form.travelCutoffHint")} />
      <RadioGroup
        name="promotionRule"
        label={t("form.promotionRule")}
        defaultValue={values.promotionRule}
        options={PROMOTION_RULES.map((rule) => ({ value: rule, label: t(`rules.${rule}`) }))}
      />
      <TextInput
        name="attendancePercent"
        label={t("form.attendancePercent")}
        hint={t("form.attendanceHint")}
        inputMode="numeric"
        defaultValue={values.attendancePercent ?? ""}
      />
    </section>
  );
}

type DayName = "nominationsCloseOn" | "quotasReleaseOn" | "travelCutoffOn";

function DayField({ name, values, hint }: { name: DayName; values: CohortValues; hint?: string }) {
  const { t } = useTranslation("cohorts");
  return (
    <TextInput
      {...{ type: "date", name, hint }}
      label={t(`form.${name}`)}
      defaultValue={values[name] ?? ""}
    />
  );
}

type DisclosureProps = { title: string; note: string; open: boolean; children: ReactNode };

const Disclosure = ({ title, note, open, children }: DisclosureProps) => (
  <details className="disclosure" open={open}>
    <summary>
      {title} <span className="muted small">{note}</span>
    </summary>
    {children}
  </details>
);
