/** What the regional calendar is narrowed by. */
import { useTranslation } from "react-i18next";
import { MODES } from "~/domain/cohorts/schema";
import { Button } from "~/ui/button";
import { Form, Select } from "~/ui/form";
import type { Choice } from "./cohort-values";

type CalendarFiltersProps = {
  choices: Record<"countries" | "curricula" | "professions", Choice[]>;
  query: { country?: string; curriculum?: string; audience?: string; mode?: string };
};

export function CalendarFilters({ choices, query }: CalendarFiltersProps) {
  const { t } = useTranslation("cohorts");
  const modes = MODES.map((mode) => ({ key: mode, title: t(`modes.${mode}`) }));
  const filters = [
    ["country", query.country, choices.countries],
    ["curriculum", query.curriculum, choices.curricula],
    ["audience", query.audience, choices.professions],
    ["mode", query.mode, modes],
  ] as const;
  return (
    <Form method="get" inline>
      {filters.map(([name, value, all]) => (
        <Select
          key={name}
          name={name}
          label={t(`calendar.${name}`)}
          placeholder={t("calendar.any")}
          defaultValue={value}
          options={all.map(({ key, title }) => ({ value: key, label: title }))}
        />
      ))}
      <Button variant="secondary">{t("calendar.apply")}</Button>
    </Form>
  );
}
