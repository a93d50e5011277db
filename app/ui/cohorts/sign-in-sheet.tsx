/** The sheet people sign, for A4: who has a seat, and apart from them who waits for one. */
import { useTranslation } from "react-i18next";
import type { SheetPerson, SheetView } from "~/domain/cohorts/schema";
import { useSpan } from "./session-time";

export function SignInSheet({ view }: { view: SheetView }) {
  const { t } = useTranslation("sessions");
  const span = useSpan();
  const { cohort, session, place, booked, waiting } = view;
  const names = session.trainers.map(({ name }) => name).join(", ");
  const facts = [
    [t("sheet.session"), session.title],
    [t("sheet.when"), span(session)],
    [t("sheet.place"), place],
    [t("sheet.trainers"), names],
  ].filter(([, detail]) => detail);
  return (
    <article className="sheet">
      <header>
        <p className="sheet-academy">{cohort.academy}</p>
        <h2>{cohort.title}</h2>
        <dl>
          {facts.map(([term, detail]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{detail}</dd>
            </div>
          ))}
        </dl>
      </header>
      {booked.length === 0 ? (
        <p>{t("sheet.nobody")}</p>
      ) : (
        <People title={t("sheet.booked")} people={booked} />
      )}
      {waiting.length > 0 && (
        <div className="sheet-waiting">
          <People title={t("sheet.waiting")} people={waiting} />
          <p>{t("sheet.waitingNote")}</p>
        </div>
      )}
      <p className="sheet-trainer">{t("sheet.trainerSignature")}</p>
    </article>
  );
}

function People({ title, people }: { title: string; people: SheetPerson[] }) {
  const { t } = useTranslation("sessions");
  return (
    <table>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t("sheet.number")}</th>
          <th scope="col">{t("sheet.name")}</th>
          <th scope="col">{t("sheet.organisation")}</th>
          <th scope="col">{t("sheet.timeIn")}</th>
          <th scope="col">{t("sheet.signature")}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person, index) => (
          <tr key={person.nominationId}>
            <td>{index + 1}</td>
            <th scope="row">{person.fullName}</th>
            <td>{[person.employer, person.countryName].filter(Boolean).join(", ")}</td>
            <td />
            <td />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
