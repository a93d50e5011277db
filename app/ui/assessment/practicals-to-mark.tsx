/** The practicals that wait for the mark of whoever looks: how many, the first of them, and where the others are. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { PracticalsWaiting } from "~/domain/assessment/schema";
import { Card } from "~/ui/blocks";

export function PracticalsToMark({ count, next }: PracticalsWaiting) {
  const { t } = useTranslation(["practicals", "assessment"]);
  return (
    <Card lead={count > 0}>
      <h2>{t("toMark.title")}</h2>
      <p className={count === 0 ? "muted" : undefined}>{t("toMark.status", { count })}</p>
      <ul className="tasks">
        {next.map(({ enrolmentId, moduleId, fullName, curriculum, title, state }) => (
          <li key={`${enrolmentId} ${moduleId}`}>
            <Link to={`/academy/practicals/${enrolmentId}/${moduleId}`}>{fullName}</Link>:{" "}
            {`${curriculum}: ${title}`}
            <div className="muted small">{t(`assessment:practicals.states.${state}`)}</div>
          </li>
        ))}
      </ul>
      <p>
        <Link to="/academy/practicals">{t("toMark.all")}</Link>
      </p>
    </Card>
  );
}
