/** A cohort's whole form. Errors stand at their fields and keep what was typed; lists that hold an error are open. */
import type { ReactNode } from "react";
import { Button } from "~/ui/button";
import { Form } from "~/ui/form";
import type { FormRefusal } from "~/web/refusal";
import { WhatFields, WhenFields } from "./cohort-fields";
import { HowFields, SeatFields, WhoFields } from "./cohort-people-fields";
import type { CohortChoices, CohortValues } from "./cohort-values";

type CohortFormProps = {
  choices: CohortChoices;
  values: CohortValues;
  refusal: FormRefusal | undefined;
  curriculumFixed?: boolean;
  submit: string;
  /** What a new cohort is asked first: whose it is. */
  before?: ReactNode;
  after?: ReactNode;
};

export function CohortForm({
  choices,
  values,
  refusal,
  curriculumFixed = false,
  submit,
  before,
  after,
}: CohortFormProps) {
  const typed = (name: string) => (refusal ? [refusal.values[name] ?? []].flat() : undefined);
  const shown: CohortValues = {
    ...values,
    professions: typed("professions") ?? values.professions,
    countries: typed("countries") ?? values.countries,
    prerequisites: typed("prerequisites") ?? values.prerequisites,
  };
  const quotasTyped = Object.entries(refusal?.values ?? {}).some(
    ([name, value]) => name.startsWith("quotas.") && value !== "",
  );
  return (
    <Form refusal={refusal} namespace="cohorts">
      {before}
      <WhatFields {...{ choices, values: shown, curriculumFixed }} />
      <WhenFields {...{ choices, values: shown }} />
      <WhoFields {...{ choices, values: shown }} />
      <SeatFields {...{ choices, values: shown, opened: quotasTyped }} />
      <HowFields values={shown} />
      <div className="actions">
        <Button>{submit}</Button>
        {after}
      </div>
    </Form>
  );
}
