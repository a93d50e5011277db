/** The form of a session, new or there already; with warnings, it can be saved all the same. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { SessionFormView, Warning } from "~/domain/cohorts/schema";
import { Notice } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Checkbox, CheckboxGroup, Form, Select, TextArea, TextInput } from "~/ui/form";
import type { FormRefusal } from "~/web/refusal";
import { placeOfZone, useSpan } from "./session-time";

type Props = { view: SessionFormView; refusal?: FormRefusal; isNew: boolean };

export function SessionForm({ view, refusal, isNew }: Props) {
  const { t } = useTranslation("sessions");
  const { fields, cohort } = view;
  const warnings = warningsOf(refusal);
  return (
    <Form refusal={refusal} namespace="sessions">
      {warnings.length > 0 && <Warnings warnings={warnings} />}
      <input type="hidden" name="revision" value={fields.revision} />
      <TextInput name="title" label={t("form.title")} defaultValue={fields.title} maxLength={180} />
      <When view={view} isNew={isNew} />
      <Where view={view} />
      <div className="actions">
        <Button>{t(isNew ? "form.save" : "form.saveChange")}</Button>
        {warnings.length > 0 && (
          <Button variant="danger" name="saveAnyway" value="yes">
            {t("form.saveAnyway")}
          </Button>
        )}
        <Link to={`/academy/cohorts/${cohort.id}/sessions`}>{t("form.back")}</Link>
      </div>
    </Form>
  );
}

function When({ view: { fields, zones }, isNew }: Pick<Props, "view" | "isNew">) {
  const { t } = useTranslation("sessions");
  return (
    <section className="form-section">
      <h2>{t("form.when")}</h2>
      <Select
        name="zone"
        label={t("form.zone")}
        hint={t("form.zoneHint")}
        options={zones.map((zone) => ({ value: zone, label: `${placeOfZone(zone)} (${zone})` }))}
        defaultValue={fields.zone}
      />
      <div className="form-row">
        <TextInput
          name="startsOn"
          label={t("form.startsOn")}
          type="date"
          defaultValue={fields.startsOn}
        />
        <TextInput
          name="startTime"
          label={t("form.startTime")}
          type="time"
          defaultValue={fields.startTime}
        />
        <TextInput
          name="endTime"
          label={t("form.endTime")}
          type="time"
          defaultValue={fields.endTime}
        />
      </div>
      {isNew && (
        <>
          <TextInput
            name="repeatDays"
            label={t("form.repeatDays")}
            hint={t("form.repeatHint")}
            type="number"
            min={1}
            max={30}
            defaultValue={1}
          />
          <Checkbox name="skipWeekends" label={t("form.skipWeekends")} />
        </>
      )}
      <TextInput
        name="fallbackOn"
        label={t("form.fallbackOn")}
        hint={t("form.fallbackHint")}
        type="date"
        defaultValue={fields.fallbackOn}
      />
    </section>
  );
}

function Where({ view: { fields, rooms, trainers, modules } }: Pick<Props, "view">) {
  const { t } = useTranslation("sessions");
  return (
    <section className="form-section">
      <h2>{t("form.where")}</h2>
      <Select
        name="roomId"
        label={t("form.room")}
        placeholder={t("form.noRoom")}
        options={rooms.map((room) => ({ value: room.id, label: t("form.roomOption", room) }))}
        defaultValue={fields.roomId}
      />
      <TextInput
        name="joiningLink"
        label={t("form.joiningLink")}
        hint={t("form.joiningHint")}
        type="url"
        defaultValue={fields.joiningLink}
      />
      {trainers.length === 0 ? (
        <p className="muted">{t("form.noTrainers")}</p>
      ) : (
        <CheckboxGroup
          name="trainerIds"
          label={t("form.trainers")}
          options={trainers.map(({ personId, name }) => ({ value: personId, label: name }))}
          defaultValues={fields.trainerIds}
        />
      )}
      <Select
        name="moduleId"
        label={t("form.module")}
        hint={t("form.moduleHint")}
        placeholder={t("form.noModule")}
        options={modules.map(({ id, title }) => ({ value: id, label: title }))}
        defaultValue={fields.moduleId}
      />
      <TextArea
        name="note"
        label={t("form.note")}
        hint={t("form.noteHint")}
        defaultValue={fields.note}
      />
    </section>
  );
}

const warningsOf = (refusal: FormRefusal | undefined): Warning[] =>
  refusal?.reason === "clashes" && Array.isArray(refusal.details.warnings)
    ? refusal.details.warnings
    : [];

/** Names beyond this many are counted. */
const NAMED = 8;

function Warnings({ warnings }: { warnings: Warning[] }) {
  const { t } = useTranslation("sessions");
  const span = useSpan();
  return (
    <Notice kind="warning">
      <h2>{t("warnings.title")}</h2>
      <ul>
        {warnings.map(({ kind, count, names, title, cohort, ...held }) => (
          <li key={`${kind}${title}${String(held.startsAt)}`}>
            {t(`warnings.${kind}`, {
              count,
              names: names.join(", "),
              when: span(held),
              what: title ? t("warnings.what", { title, cohort }) : t("warnings.whatElsewhere"),
            })}
            {kind === "learners" && names.length > 0 && (
              <>
                {" "}
                {t("warnings.learnerNames", {
                  names: namesUpTo(names, (n) => t("warnings.more", { count: n })),
                })}
              </>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

const namesUpTo = (names: string[], more: (count: number) => string): string =>
  names.length <= NAMED
    ? names.join(", ")
    : `${names.slice(0, NAMED).join(", ")} ${more(names.length - NAMED)}`;
