/** The details of somebody who is put forward, filled in where the person is known. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { SEXES, type Sex } from "~/domain/cohorts/schema";
import { Notice } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Checkbox, Form, RadioGroup, Select, TextArea, TextInput } from "~/ui/form";
import type { FormRefusal } from "~/web/refusal";

type Choice = { key: string; name: string };
type Known = {
  fullName: string;
  email: string;
  country: string;
  sex: Sex;
  professionKey: string | null;
  employerId: string | null;
};
type Props = {
  cohort: { id: string; approvals: string[] };
  email: string;
  known: Known | null;
  countries: Choice[];
  professions: Choice[];
  employers: { id: string; name: string; country: string | null }[];
  refusal?: FormRefusal;
};

export function NominationForm({ cohort, email, known, refusal, ...choices }: Props) {
  const { t } = useTranslation("nominations");
  return (
    <>
      {email && (
        <Notice>
          {known ? t("form.known", { name: known.fullName }) : t("form.unknown", { email })}{" "}
          <Link to={`/cohorts/${cohort.id}/nominations/new`}>{t("form.other")}</Link>
        </Notice>
      )}
      <Form refusal={refusal} namespace="nominations">
        <TextInput
          name="email"
          type="email"
          label={t("common.email")}
          defaultValue={known?.email ?? email}
        />
        <TextInput name="fullName" label={t("form.fullName")} defaultValue={known?.fullName} />
        <Posting known={known} {...choices} />
        <RadioGroup
          name="sex"
          label={t("form.sex")}
          hint={t("form.sexHint")}
          defaultValue={known?.sex ?? "not_stated"}
          options={SEXES.map((value) => ({ value, label: t(`sex.${value}`) }))}
        />
        {cohort.approvals.includes("line_manager") && (
          <TextInput
            name="lineManagerEmail"
            type="email"
            label={t("form.lineManager")}
            hint={t("form.lineManagerHint")}
          />
        )}
        <TextInput
          name="priority"
          inputMode="numeric"
          label={t("form.priority")}
          hint={t("form.priorityHint")}
        />
        <TextArea name="note" label={t("form.note")} hint={t("form.noteHint")} />
        {refusal?.reason === "similar_name" && (
          <Checkbox name="confirmed" label={t("form.confirmed")} />
        )}
        <div>
          <Button>{t("form.submit")}</Button>
        </div>
      </Form>
    </>
  );
}

/** Where the person works; whoever speaks for one country does not choose it. */
function Posting({
  known,
  countries,
  professions,
  employers,
}: Pick<Props, "known" | "countries" | "professions" | "employers">) {
  const { t } = useTranslation("nominations");
  const [only] = countries.length === 1 ? countries : [];
  return (
    <>
      {only ? (
        <input type="hidden" name="country" value={only.key} />
      ) : (
        <Select
          name="country"
          label={t("form.country")}
          placeholder="—"
          defaultValue={known?.country}
          options={countries.map(({ key, name }) => ({ value: key, label: name }))}
        />
      )}
      <Select
        name="professionKey"
        label={t("form.profession")}
        placeholder="—"
        defaultValue={known?.professionKey ?? undefined}
        options={professions.map(({ key, name }) => ({ value: key, label: name }))}
      />
      <Select
        name="employerId"
        label={t("form.employer")}
        hint={t("form.employerHint")}
        placeholder={t("form.noEmployer")}
        defaultValue={known?.employerId ?? undefined}
        options={employers.map(({ id, name, country }) => ({
          value: id,
          label: only ? name : `${country}: ${name}`,
        }))}
      />
    </>
  );
}
