/** What a person wants by mail: one choice per topic, and the hours in which nothing comes. */
import { useTranslation } from "react-i18next";
import {
  type CHOSEN_TOPICS,
  type Delivery,
  type QuietHours,
  TOPICS,
} from "~/domain/notifications/schema";
import { Select, TextInput } from "~/ui/form";

type Choice = { topic: (typeof CHOSEN_TOPICS)[number]; delivery: Delivery };

export function TopicChoices({ topics }: { topics: Choice[] }) {
  const { t } = useTranslation("notifications");
  return (
    <>
      {topics.map(({ topic, delivery }) => (
        <Select
          key={topic}
          name={topic}
          label={t(`topics.${topic}`)}
          hint={t(`topicHints.${topic}`)}
          defaultValue={delivery}
          options={TOPICS[topic].map((value) => ({ value, label: t(`deliveries.${value}`) }))}
        />
      ))}
    </>
  );
}

type QuietProps = { quiet: QuietHours | null; country: string; zone: string };

export function QuietFields({ quiet, country, zone }: QuietProps) {
  const { t } = useTranslation("notifications");
  return (
    <fieldset className="field">
      <legend>{t("settings.quiet")}</legend>
      <p className="field-hint">{t("settings.quietHint", { country, zone })}</p>
      <div className="pair">
        <TextInput
          name="quietFrom"
          type="time"
          label={t("settings.from")}
          defaultValue={quiet?.from}
        />
        <TextInput name="quietTo" type="time" label={t("settings.to")} defaultValue={quiet?.to} />
      </div>
    </fieldset>
  );
}
