/** A session's list: one form for everybody, quick with the keyboard, a card per person on a phone. */
import { useTranslation } from "react-i18next";
import {
  ATTENDANCE_MARKS,
  type AttendanceView,
  type MarkedPerson,
  type ShownMark,
} from "~/domain/cohorts/schema";
import { Button } from "~/ui/button";
import { Checkbox, Form, TextInput } from "~/ui/form";
import type { FormRefusal } from "~/web/refusal";
import { StandingBadge } from "./session-badges";
import { sessionMoment } from "./session-time";

type Props = { view: AttendanceView; refusal?: FormRefusal };

export function AttendanceForm({ view, refusal }: Props) {
  const { t } = useTranslation("sessions");
  const { people, session } = view;
  const off = session.state === "cancelled";
  return (
    <Form refusal={refusal} namespace="sessions">
      {!off && <p className="muted small no-touch">{t("attendance.keyboard")}</p>}
      <ol className="marking">
        {people.map((person) => (
          <li key={person.nominationId}>
            <Person person={person} view={view} refusal={refusal} off={off} />
          </li>
        ))}
      </ol>
      {!off && (
        <>
          {people.some(({ current }) => current) && (
            <TextInput
              name="reason"
              label={t("attendance.reason")}
              hint={t("attendance.reasonHint")}
              maxLength={500}
            />
          )}
          <Checkbox name="fromSheet" label={t("attendance.fromSheet")} />
          <div className="marking-bar">
            <Button>{t("attendance.save")}</Button>
            {session.state !== "to_come" && (
              <Button variant="secondary" name="rest" value="present">
                {t("attendance.rest")}
              </Button>
            )}
          </div>
        </>
      )}
    </Form>
  );
}

type PersonProps = { person: MarkedPerson; off: boolean } & Props;

function Person({ person, view, refusal, off }: PersonProps) {
  const { t } = useTranslation("sessions");
  const { nominationId, fullName, current } = person;
  const place = [person.employer, person.countryName].filter(Boolean).join(", ");
  return (
    <fieldset className="marking-person" id={`person-${nominationId}`}>
      <legend className="visually-hidden">{t("attendance.legend", { name: fullName })}</legend>
      <div className="marking-who">
        <strong>{fullName}</strong>
        <span className="muted small">
          {place}
          {!person.hasSeat && ` · ${t("attendance.left")}`}
        </span>
      </div>
      <div className="marking-now">
        <StandingBadge standing={person.standing} />
        {current && <Origin mark={current} zone={view.session.zone} />}
        <History person={person} zone={view.session.zone} />
      </div>
      {!off && (
        <>
          <input type="hidden" name={`seen.${nominationId}`} value={current?.id ?? ""} />
          <Choices person={person} minutes={view.session.minutes} refusal={refusal} />
        </>
      )}
    </fieldset>
  );
}

/** What was typed wins, so that a refused form comes back as it was sent. */
function Choices({
  person: { nominationId, fullName, current },
  minutes,
  refusal,
}: {
  person: MarkedPerson;
  minutes: number;
  refusal?: FormRefusal;
}) {
  const { t } = useTranslation("sessions");
  const chosen = refusal ? refusal.values[`mark.${nominationId}`] : current?.mark;
  const typed = refusal?.values[`minutes.${nominationId}`];
  const field = `minutes.${nominationId}`;
  return (
    <div className="marking-choices">
      {ATTENDANCE_MARKS.map((mark) => (
        <label key={mark} className="marking-choice">
          <input
            type="radio"
            name={`mark.${nominationId}`}
            value={mark}
            defaultChecked={chosen === mark}
          />
          <span>{t(`marks.${mark}`)}</span>
        </label>
      ))}
      <label className="marking-minutes">
        <span className="visually-hidden">{t("attendance.minutesOf", { name: fullName })}</span>
        <input
          className="input"
          id={`field-${field}`}
          name={field}
          inputMode="numeric"
          size={4}
          maxLength={3}
          aria-invalid={refusal?.errors[field] ? true : undefined}
          defaultValue={typeof typed === "string" ? typed : (current?.minutes ?? "")}
        />
        <span className="muted small">{t("attendance.ofMinutes", { minutes })}</span>
      </label>
    </div>
  );
}

function Origin({ mark, zone }: { mark: ShownMark; zone: string }) {
  const { t } = useTranslation("sessions");
  const who = mark.markedBy ?? t("attendance.somebody");
  return (
    <span className="muted small">
      {t(`attendance.by.${mark.source}`, { who, when: sessionMoment(zone, mark.markedAt) })}
    </span>
  );
}

function History({ person, zone }: { person: MarkedPerson; zone: string }) {
  const { t } = useTranslation("sessions");
  if (person.earlier.length === 0) return null;
  const all = [...(person.current ? [person.current] : []), ...person.earlier];
  return (
    <details className="small">
      <summary>{t("attendance.history", { count: person.earlier.length })}</summary>
      <ul>
        {all.map((mark) => (
          <li key={mark.id}>
            {t(`marks.${mark.mark}`)}
            {mark.minutes !== null && ` (${mark.minutes})`}, <Origin mark={mark} zone={zone} />
            {mark.reason && ` · ${t("attendance.because", { reason: mark.reason })}`}
          </li>
        ))}
      </ul>
    </details>
  );
}
